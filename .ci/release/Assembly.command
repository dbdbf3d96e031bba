#!/bin/sh
# A double-click on this file opens the program in a window of Terminal.
cd "$(dirname "$0")" || exit 1
# The Mac has asked about this file, and would ask again about the program, which came with it.
xattr -d com.apple.quarantine assembly 2>/dev/null
clear
exec ./assembly
