package cli

import "golang.org/x/sys/unix"

// systemName is the name of this system with its version, such as "macOS 15.1".
func systemName() string {
	version, err := unix.Sysctl("kern.osproductversion")
	if err != nil {
		return "macOS"
	}
	return "macOS " + version
}
