package web

import (
	"embed"
	"html"
	"net/http"
	"slices"
	"strings"
)

//go:embed docs
var docsFiles embed.FS

//go:embed swagger/*.gz swagger/LICENSE swagger/NOTICE swagger/*.LICENSE.txt
var swaggerFiles embed.FS

// docsPolicy is the strictest content security policy under which Swagger UI works. Styles need no 'unsafe-inline':
// Swagger UI sets them through the DOM, which a policy does not govern; only a style attribute in a description of the
// API would be refused. data: is for the icons inside its style sheet.
const docsPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// MountDocs registers GET /docs on mux, a page that shows the OpenAPI document at openapiURL with Swagger UI and lets the
// reader try every call, and the files below /docs/ that the page loads. openapiURL has to be on the page's own origin,
// for the page may fetch from nowhere else. Every path is registered by its exact name, so an unknown one, and a method
// other than GET and HEAD, get mux's own answer.
func MountDocs(mux *http.ServeMux, openapiURL string) {
	parts := map[string]asset{
		"Favicon":  newAsset("favicon.svg", "image/svg+xml", embedded(docsFiles, "docs/favicon.svg")),
		"Licences": newAsset("licences.txt", "text/plain; charset=utf-8", swaggerLicences()),
		"Script":   storedAsset("swagger-ui-bundle.js", "text/javascript; charset=utf-8", embedded(swaggerFiles, "swagger/swagger-ui-bundle.js.gz")),
		"Start":    newAsset("start.js", "text/javascript; charset=utf-8", embedded(docsFiles, "docs/start.js")),
		"Style":    newAsset("docs.css", "text/css; charset=utf-8", embedded(docsFiles, "docs/docs.css")),
		"Swagger":  storedAsset("swagger-ui.css", "text/css; charset=utf-8", embedded(swaggerFiles, "swagger/swagger-ui.css.gz")),
	}
	links := map[string]string{"OpenAPI": openapiURL}
	for part, a := range parts {
		links[part] = "/docs/" + a.hashedName()
		mux.Handle("GET "+links[part], guarded(docsPolicy, a.handler(cacheForever)))
		mux.Handle("GET /docs/"+a.name, guarded(docsPolicy, a.handler(cacheChecked)))
	}
	page := newAsset("docs.html", "text/html; charset=utf-8", filled(embedded(docsFiles, "docs/docs.html"), links))
	mux.Handle("GET /docs", guarded(docsPolicy, page.handler(cacheChecked)))
	mux.Handle("GET /docs/{$}", guarded(docsPolicy, page.handler(cacheChecked)))
}

// swaggerLicences joins what has to go wherever Swagger UI goes: its notice, its licence, and those of what it bundles.
func swaggerLicences() []byte {
	return slices.Concat(
		embedded(swaggerFiles, "swagger/NOTICE"), []byte("\n"),
		embedded(swaggerFiles, "swagger/LICENSE"), []byte("\n"),
		embedded(swaggerFiles, "swagger/swagger-ui-bundle.js.LICENSE.txt"),
	)
}

// embedded returns a file of the binary. It panics when there is none: that is a mistake in this package, seen at the
// first start.
func embedded(files embed.FS, name string) []byte {
	content, err := files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return content
}

// filled puts the links into a page, once, when it is mounted: {{.Name}} stands for the link of that name. A template
// engine would add two megabytes to the binary for this.
func filled(page []byte, links map[string]string) []byte {
	var pairs []string
	for name, link := range links {
		pairs = append(pairs, "{{."+name+"}}", html.EscapeString(link))
	}
	return []byte(strings.NewReplacer(pairs...).Replace(string(page)))
}
