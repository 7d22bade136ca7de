package api

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
)

const (
	deviceCookie   = "spotter_device"
	deviceHeader   = "X-Device-Token"
	deviceLifetime = 365 * 24 * time.Hour
	deviceRenewal  = deviceLifetime / 2 // the age from which a log-in renews one

	maxDeviceToken = 200 // bytes; ours have 156
)

// device is what a device token says.
type device struct {
	owner    string // uid
	id       string
	issuedAt time.Time
}

// deviceToken returns the device token that came with the request if it is the
// user's, and a new one otherwise: for the same device where the one that came is
// half a year old. It lets nobody in: it tells the throttle that the owner has been
// on this device before.
func (s *Server) deviceToken(ctx context.Context, uid string) string {
	sent := sentDevice(exchangeOf(ctx).request)
	d, ok := s.deviceOf(sent, uid)
	switch {
	case ok && s.Now().Sub(d.issuedAt) < deviceRenewal:
		return sent
	case !ok:
		d.id = uuid.NewString()
	}
	text := uid + "." + d.id + "." + strconv.FormatInt(s.Now().Unix(), 10)
	return base64.RawURLEncoding.EncodeToString([]byte(text)) + "." + s.deviceMAC(text)
}

// sentDevice is the device token that came with a request: the header's, or the
// cookie's.
func sentDevice(r *http.Request) string {
	sent := r.Header.Get(deviceHeader)
	if c, err := r.Cookie(deviceCookie); sent == "" && err == nil {
		sent = c.Value
	}
	return sent
}

// deviceOf returns the device, provided that the token is signed, bound to this
// user and not older than a year.
func (s *Server) deviceOf(sent, uid string) (device, bool) {
	if len(sent) > maxDeviceToken {
		return device{}, false
	}
	text, mac, found := strings.Cut(sent, ".")
	raw, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if !found || err != nil || !hmac.Equal([]byte(mac), []byte(s.deviceMAC(string(raw)))) {
		return device{}, false
	}
	d, ok := parseDevice(string(raw))
	if !ok || d.owner != uid || s.Now().Sub(d.issuedAt) > deviceLifetime {
		return device{}, false
	}
	return d, true
}

// parseDevice reads what a device token signs: uid, id of the device and unix
// seconds.
func parseDevice(text string) (device, bool) {
	parts := strings.Split(text, ".")
	if len(parts) != 3 {
		return device{}, false
	}
	seconds, err := strconv.ParseInt(parts[2], 10, 64)
	return device{parts[0], parts[1], time.Unix(seconds, 0)}, err == nil
}

func (s *Server) deviceMAC(text string) string {
	mac := hmac.New(sha256.New, s.DeviceKey)
	mac.Write([]byte("device " + text))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}
