package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

//go:embed app
var appFiles embed.FS

// appPolicy lets the app load, and talk to, nothing but its own server, and run no script that is not a file of it. With
// trusted types no string becomes markup unless DOMPurify has cleaned it.
const appPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types dompurify"

// AppFacts is what the app has to know of this server before it asks anything.
type AppFacts struct {
	PasswordMin  int  // characters of the shortest password
	Registration bool // anybody may make an account
}

// MountApp registers GET /, the web app, and the files below /app/ that it loads. The files lie under a name that is made
// of the content of all of them, so that they are kept for ever, refer to each other by relative names, and never mix with
// those of another version. Every path is registered by its exact name, as in MountDocs.
func MountApp(mux *http.ServeMux, facts AppFacts) {
	files := appContents()
	folder := "/app/" + versionOf(files) + "/"
	for name, content := range files {
		if name != "index.html" {
			mux.Handle("GET "+folder+name, guarded(appPolicy, newAsset(name, typeOf(name), content).handler(cacheForever)))
		}
	}
	page := filled(files["index.html"], map[string]string{
		"Folder":       folder,
		"PasswordMin":  strconv.Itoa(facts.PasswordMin),
		"Registration": strconv.FormatBool(facts.Registration),
	})
	page = withPreloads(page, folder, modulesOf(files, "main.js", "pages/sign-up.js", "pages/sign-in.js"))
	mux.Handle("GET /{$}", guarded(appPolicy, newAsset("index.html", typeOf("index.html"), page).handler(cacheChecked)))
}

// appContents is every file of the app by its name, without those that are for whoever works on it.
func appContents() map[string][]byte {
	files := map[string][]byte{}
	err := fs.WalkDir(appFiles, "app", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && path.Ext(name) != ".md" {
			files[strings.TrimPrefix(name, "app/")] = embedded(appFiles, name)
		}
		return err
	})
	if err != nil {
		panic(err) // the files came with the binary
	}
	return files
}

// versionOf is a name that no other set of files has.
func versionOf(files map[string][]byte) string {
	sum := sha256.New()
	for _, name := range sortedKeys(files) {
		one := sha256.Sum256(files[name])
		sum.Write([]byte(name))
		sum.Write(one[:])
	}
	return hex.EncodeToString(sum.Sum(nil)[:6])
}

func sortedKeys(files map[string][]byte) []string {
	var names []string
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

var staticImport = regexp.MustCompile(`(?m)^(?:import|export)\b[^"\n]*"(\.{1,2}/[^"]+)";$`)

// modulesOf is what the browser needs before the modules called first can run, so that the page can ask for all of it at
// once and not for one file after the other.
func modulesOf(files map[string][]byte, first ...string) []string {
	needed := slices.Clone(first)
	for i := 0; i < len(needed); i++ {
		for _, found := range staticImport.FindAllSubmatch(files[needed[i]], -1) {
			name := path.Join(path.Dir(needed[i]), string(found[1]))
			if !slices.Contains(needed, name) {
				needed = append(needed, name)
			}
		}
	}
	return needed
}

func withPreloads(page []byte, folder string, modules []string) []byte {
	var links strings.Builder
	for _, name := range modules {
		links.WriteString(`<link rel="modulepreload" href="` + folder + name + `">` + "\n  ")
	}
	return []byte(strings.Replace(string(page), "<!-- modules -->", strings.TrimSpace(links.String()), 1))
}

// typeOf is the media type of a file. The system's own table may know none of them, or others.
func typeOf(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".woff2":
		return "font/woff2"
	case ".txt":
		return "text/plain; charset=utf-8"
	}
	panic("web: " + name + " has no media type")
}
