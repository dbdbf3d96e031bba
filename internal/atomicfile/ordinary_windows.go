package atomicfile

// withoutWaiting is nothing: a pipe of Windows is not in a folder.
const withoutWaiting = 0
