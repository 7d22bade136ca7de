package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"net/url"

	"spotter/coach"
	"spotter/llm"
)

// mostDailyTokens is more than any model answers a person on a day.
const mostDailyTokens = 1_000_000_000

// checkModelURL, checkModelKey and checkModelName look at one setting each, so
// that the error names the one that is wrong. None repeats a value.
func (s Settings) checkModelURL() error {
	if s.LLMURL == "" {
		return nil
	}
	_, err := llm.New(llm.Settings{URL: s.LLMURL, Model: "any"})
	return err
}

func (s Settings) checkModelKey() error {
	switch {
	case s.LLMKey == "":
		return nil
	case s.LLMURL == "":
		return errors.New("it is for a language model, but SPOTTER_LLM_URL does not say where that is: set both, or leave it out")
	}
	_, err := llm.New(llm.Settings{URL: s.LLMURL, Key: s.LLMKey, Model: "any"})
	return err
}

func (s Settings) checkModelName() error {
	switch {
	case s.LLMURL == "" && s.LLMModel == "":
		return nil
	case s.LLMURL == "":
		return errors.New("SPOTTER_LLM_URL does not say where the language model is: set both, or leave it out")
	}
	_, err := llm.New(llm.Settings{URL: s.LLMURL, Model: s.LLMModel})
	return err
}

func (s Settings) checkDailyTokens() error {
	if s.DailyTokens < 1 || s.DailyTokens > mostDailyTokens {
		return fmt.Errorf("%d is not from 1 to %d", s.DailyTokens, mostDailyTokens)
	}
	return nil
}

// coach is the one that answers: with a language model where there is one.
func (o opened) coach(c settings, log *slog.Logger) (coach.Coach, error) {
	if c.LLMURL == "" {
		return coach.Embedded{}, nil
	}
	model, err := llm.New(llm.Settings{URL: c.LLMURL, Key: c.LLMKey, Model: c.LLMModel})
	if err != nil {
		return nil, fmt.Errorf("SPOTTER_LLM_URL, SPOTTER_LLM_KEY and SPOTTER_LLM_MODEL: %w", err)
	}
	return coach.WithModel(coach.ModelConfig{
		Model: model, Spending: o.store, DailyTokens: c.DailyTokens,
		OnError: func(err error) { log.Warn("the embedded coach answers", "error", err) },
	}), nil
}

// logModel says which model answers and where it is; never the key, nor the rest
// of the URL, which may hold one.
func logModel(log *slog.Logger, c settings) {
	if c.LLMURL == "" {
		return
	}
	host, open := modelHost(c.LLMURL)
	log.Info("a language model answers", "model", c.LLMModel, "host", host, "daily_tokens", c.DailyTokens)
	if open && c.LLMKey != "" {
		log.Warn("the key of the language model and every conversation go over the network in the clear: use https in SPOTTER_LLM_URL", "host", host)
	}
}

// modelHost returns the host of a URL, and whether what goes there can be read on
// the way.
func modelHost(text string) (host string, open bool) {
	u, err := url.Parse(text)
	if err != nil {
		return "", false
	}
	name := u.Hostname()
	ip, err := netip.ParseAddr(name)
	local := name == "localhost" || err == nil && ip.IsLoopback()
	if _, _, err := net.SplitHostPort(u.Host); err != nil {
		return name, u.Scheme == "http" && !local
	}
	return u.Host, u.Scheme == "http" && !local
}
