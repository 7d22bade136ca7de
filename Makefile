TOOL = go tool -modfile=tools/go.mod

# The race detector looks at our code and what shares memory with it. SQLite (C in
# Go's clothes), the hashes and the matching of regular expressions share none, and
# cost a third of the time with it. There is no unsafe code for checkptr.
PLAIN = -d=checkptr=0 -race=false
RACE = -race -vet=off -gcflags=all=-d=checkptr=0 '-gcflags=modernc.org/...=$(PLAIN)' '-gcflags=golang.org/x/crypto/...=$(PLAIN)' '-gcflags=regexp/...=$(PLAIN)'

# The tests build the program without cgo too: vet compiles for both.
.PHONY: run test hold bench fuzz lint coach-report
run:   ; go run ./cmd/spotter
test:  ; ./tools/needs && CGO_ENABLED=0 go vet ./... && go test $(RACE) -timeout 14m ./... && GOFLAGS="$(RACE)" ./tools/fuzz quick
hold:  ; ./tools/needs && ./tools/hold # half an hour to three quarters, and the machine for itself
bench: ; go test -run '^$$' -bench . -benchmem ./...
fuzz:  ; ./tools/fuzz # FUZZTIME=60s each
lint:  ; test -z "$$($(TOOL) gofumpt -l . | tee /dev/stderr)" && $(TOOL) staticcheck ./... && { $(TOOL) govulncheck ./... || test $$? -ne 3; }
coach-report: ; go test ./coach -run TestCoachReport -count=1 -v
