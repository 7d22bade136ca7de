package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"io"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
)

const (
	// cacheForever is for a name that changes with its content.
	cacheForever = "public, max-age=31536000, immutable"
	// cacheChecked is for a name that stays: the browser keeps the content and asks each time whether it is still good.
	cacheChecked = "no-cache"
)

// asset is one file of a page, sent compressed: nearly every client takes it so.
type asset struct {
	name        string
	contentType string
	gzipped     func() []byte
	size        int // of the content before compression
	hash        string
}

// newAsset compresses content when it is first asked for, so that a start need not wait for that, nor a server that shows no
// pages hold it.
func newAsset(name, contentType string, content []byte) asset {
	return asset{
		name:        name,
		contentType: contentType,
		gzipped:     sync.OnceValue(func() []byte { return compressed(content) }),
		size:        len(content),
		hash:        hashOf(content),
	}
}

// storedAsset takes content that is compressed already, as one gzip member, which ends with the size of what is in it.
func storedAsset(name, contentType string, gzipped []byte) asset {
	return asset{
		name:        name,
		contentType: contentType,
		gzipped:     func() []byte { return gzipped },
		size:        int(binary.LittleEndian.Uint32(gzipped[len(gzipped)-4:])),
		hash:        hashOf(gzipped),
	}
}

func hashOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:6])
}

// compressors take 0.8 MB each, and a page has dozens of files.
var compressors = sync.Pool{New: func() any {
	w, _ := gzip.NewWriterLevel(nil, gzip.BestCompression) // fails only for a level that does not exist
	return w
}}

func compressed(content []byte) []byte {
	var gzipped bytes.Buffer
	w := compressors.Get().(*gzip.Writer)
	defer compressors.Put(w)
	w.Reset(&gzipped)
	w.Write(content) // neither write can fail: the buffer is memory
	w.Close()
	return gzipped.Bytes()
}

// hashedName is a name that no other content ever has: "start.0a1b2c3d4e5f.js".
func (a asset) hashedName() string {
	ext := path.Ext(a.name)
	return strings.TrimSuffix(a.name, ext) + "." + a.hash + ext
}

// handler answers with the asset, and tells browsers to keep it as cacheControl says.
func (a asset) handler(cacheControl string) http.Handler {
	// Weak, because the compressed and the plain answer are the same content in different bytes.
	etag := `W/"` + a.hash + `"`
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Cache-Control", cacheControl)
		h.Set("ETag", etag)
		h.Add("Vary", "Accept-Encoding")
		if holdsTag(r.Header.Values("If-None-Match"), etag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		h.Set("Content-Type", a.contentType)
		if acceptsGzip(r.Header.Values("Accept-Encoding")) {
			a.sendGzipped(w, r)
		} else {
			a.sendPlain(w, r)
		}
	})
}

func (a asset) sendGzipped(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Encoding", "gzip")
	gzipped := a.gzipped()
	w.Header().Set("Content-Length", strconv.Itoa(len(gzipped)))
	if r.Method != http.MethodHead {
		w.Write(gzipped) // fails only when the client has left
	}
}

// sendPlain decompresses while it sends, so that a client without gzip costs work but no memory.
func (a asset) sendPlain(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Length", strconv.Itoa(a.size))
	if r.Method == http.MethodHead {
		return
	}
	plain, err := gzip.NewReader(bytes.NewReader(a.gzipped()))
	if err != nil {
		panic(err) // the content came with the binary
	}
	io.Copy(w, plain) // fails only when the client has left
}
