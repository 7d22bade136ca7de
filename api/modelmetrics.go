package api

import (
	"github.com/prometheus/client_golang/prometheus"

	"spotter/coach"
)

var (
	modelAnswersDesc = prometheus.NewDesc("spotter_model_answers_total", "Answers that the language model has written.", nil, nil)
	modelRetriesDesc = prometheus.NewDesc("spotter_model_retries_total", "Answers that the language model was asked for again because of a number.", nil, nil)
	modelBackDesc    = prometheus.NewDesc("spotter_model_fallbacks_total", "Answers of the embedded coach where there is a language model, by reason.", []string{"reason"}, nil)
	modelTokensDesc  = prometheus.NewDesc("spotter_model_tokens_total", "Tokens of the language model, by kind.", []string{"kind"}, nil)
)

// modelDescs are told only where there is a language model.
var modelDescs = []*prometheus.Desc{modelAnswersDesc, modelRetriesDesc, modelBackDesc, modelTokensDesc}

// collectModel tells the counters of the coach, if it has a language model.
func (s *Server) collectModel(metrics chan<- prometheus.Metric) {
	if s.Conversations == nil {
		return
	}
	m, ok := s.Conversations.Coach.(*coach.Modelled)
	if !ok {
		return
	}
	counter := func(d *prometheus.Desc, n uint64, labels ...string) {
		metrics <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, float64(n), labels...)
	}
	stats := m.Stats()
	counter(modelAnswersDesc, stats.Answered)
	counter(modelRetriesDesc, stats.Retried)
	for reason, n := range stats.FellBack {
		counter(modelBackDesc, n, string(reason))
	}
	counter(modelTokensDesc, stats.Prompt, "prompt")
	counter(modelTokensDesc, stats.Answers, "completion")
}
