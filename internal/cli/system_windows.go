package cli

import (
	"fmt"

	"golang.org/x/sys/windows"
)

// firstEleven is the first build of Windows 11, which calls itself 10.
const firstEleven = 22000

// systemName is the name of this system with its version, such as "Windows 11 (build 22631)".
func systemName() string {
	v := windows.RtlGetVersion()
	major := v.MajorVersion
	if major == 10 && v.BuildNumber >= firstEleven {
		major = 11
	}
	return fmt.Sprintf("Windows %d (build %d)", major, v.BuildNumber)
}

// encoding says how a console's text is encoded, and whether in UTF-8. The program sets the output to that as long
// as it runs.
func encoding(func(string) string) (name string, utf8 bool) {
	page, err := windows.GetConsoleOutputCP()
	if err != nil {
		return "", false
	}
	return fmt.Sprintf("code page %d", page), page == utf8CodePage
}
