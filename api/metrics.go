package api

import (
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// durationBuckets are upper bounds in seconds: from a cached read to a log-in
// that waits its turn.
var durationBuckets = []float64{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10}

// routeStats counts the requests of one route in plain numbers, so that
// counting costs next to nothing and Prometheus reads them when it asks.
type routeStats struct {
	route    string
	statuses [6]atomic.Uint64 // by hundreds: 2 is 2xx
	buckets  []atomic.Uint64
	nanos    atomic.Uint64
}

func newRouteStats(route string) *routeStats {
	return &routeStats{route: route, buckets: make([]atomic.Uint64, len(durationBuckets)+1)}
}

func (r *routeStats) count(status int, took time.Duration) {
	r.statuses[min(max(status/100, 0), 5)].Add(1)
	r.nanos.Add(uint64(max(took, 0)))
	seconds := took.Seconds()
	for i, bound := range durationBuckets {
		if seconds <= bound {
			r.buckets[i].Add(1)
			return
		}
	}
	r.buckets[len(durationBuckets)].Add(1)
}

var (
	requestsDesc = prometheus.NewDesc("spotter_http_requests_total", "Requests answered, by route and class of status.", []string{"route", "status"}, nil)
	durationDesc = prometheus.NewDesc("spotter_http_request_duration_seconds", "Time to answer, by route.", []string{"route"}, nil)
	hashesDesc   = prometheus.NewDesc("spotter_password_hashes_total", "Password hashes computed.", nil, nil)
	shedDesc     = prometheus.NewDesc("spotter_password_hashes_refused_total", "Password hashes refused because the queue was full or too slow.", nil, nil)
	runningDesc  = prometheus.NewDesc("spotter_password_hashes_running", "Password hashes running now.", nil, nil)
	waitingDesc  = prometheus.NewDesc("spotter_password_hashes_waiting", "Callers waiting for a password hash.", nil, nil)
	refusedDesc  = prometheus.NewDesc("spotter_throttled_total", "Attempts answered with 429, by rule.", []string{"rule"}, nil)
	sharedDesc   = prometheus.NewDesc("spotter_shared_address", "1 if nearly everybody comes from one address that hits a limit: a proxy that SPOTTER_TRUSTED_PROXIES does not name.", nil, nil)
	hintsDesc    = prometheus.NewDesc("spotter_untrusted_forwarded_total", "Requests whose X-Forwarded-For or Forwarded was not believed, because they did not come from a trusted proxy.", nil, nil)
	refusalsDesc = prometheus.NewDesc("spotter_refusals_dropped_total", "Refusals that spotter explain will not know, because too many came or the database took none.", nil, nil)
	endedDesc    = prometheus.NewDesc("spotter_ended_sessions", "Ended sessions that are remembered because a token of theirs may be alive.", nil, nil)
)

// Describe implements prometheus.Collector.
func (s *Server) Describe(descs chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{requestsDesc, durationDesc, hashesDesc, shedDesc, runningDesc, waitingDesc, refusalsDesc, endedDesc, refusedDesc, sharedDesc, hintsDesc} {
		descs <- d
	}
	for _, d := range modelDescs {
		descs <- d
	}
}

// Collect implements prometheus.Collector.
func (s *Server) Collect(metrics chan<- prometheus.Metric) {
	s.others.collect(metrics)
	s.collectModel(metrics)
	for _, r := range s.stats {
		r.collect(metrics)
	}
	h := s.Accounts.Hasher.Stats()
	counter := func(d *prometheus.Desc, n uint64) {
		metrics <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, float64(n))
	}
	gauge := func(d *prometheus.Desc, n int) {
		metrics <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, float64(n))
	}
	counter(hashesDesc, h.Done)
	counter(shedDesc, h.Refused)
	if s.Refusals != nil {
		counter(refusalsDesc, s.Refusals.Dropped())
	}
	gauge(runningDesc, h.Running)
	gauge(waitingDesc, h.Waiting)
	gauge(endedDesc, s.Authority.Ended().Len())
	counter(hintsDesc, s.hints.count.Load())
	throttle := s.Accounts.ThrottleStats()
	shared := 0
	if throttle.Shared {
		shared = 1
	}
	gauge(sharedDesc, shared)
	for rule, n := range throttle.Refused {
		metrics <- prometheus.MustNewConstMetric(refusedDesc, prometheus.CounterValue, float64(n), string(rule))
	}
}

func (r *routeStats) collect(metrics chan<- prometheus.Metric) {
	var total uint64
	buckets := map[float64]uint64{}
	for i, bound := range durationBuckets {
		total += r.buckets[i].Load()
		buckets[bound] = total
	}
	total += r.buckets[len(durationBuckets)].Load()
	if total == 0 {
		return
	}
	seconds := time.Duration(r.nanos.Load()).Seconds()
	metrics <- prometheus.MustNewConstHistogram(durationDesc, total, seconds, buckets, r.route)
	for class, label := range []string{"none", "1xx", "2xx", "3xx", "4xx", "5xx"} {
		if n := r.statuses[class].Load(); n > 0 {
			metrics <- prometheus.MustNewConstMetric(requestsDesc, prometheus.CounterValue, float64(n), r.route, label)
		}
	}
}
