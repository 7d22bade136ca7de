TOOL = go tool -modfile=tools/go.mod

# The race detector looks at our code and what shares memory with it. SQLite (C in
# Go's clothes), the hashes and the matching of regular expressions share none, and
# cost a third of the time with it. There is no unsafe code for checkptr.
PLAIN = -d=checkptr=0 -race=false
RACE = -race -gcflags=all=-d=checkptr=0 '-gcflags=modernc.org/...=$(PLAIN)' '-gcflags=golang.org/x/crypto/...=$(PLAIN)' '-gcflags=regexp/...=$(PLAIN)'

# What is compiled for vet is compiled for the tests, which build the program too. A compiler that may take more memory
# needs a quarter less time.
COMPILE = GOGC=400
.PHONY: run test hold bench fuzz lint coach-report
run:   ; go run ./cmd/spotter
test:  ; ./tools/needs && $(COMPILE) go vet $(RACE) ./... && $(COMPILE) CGO_ENABLED=0 go build -o /dev/null ./cmd/spotter && \
	go test -vet=off $(RACE) -timeout 14m ./... && GOFLAGS="-vet=off $(RACE)" ./tools/fuzz quick
hold:  ; ./tools/needs && ./tools/hold # half an hour to three quarters, and the machine for itself
bench: ; go test -run '^$$' -bench . -benchmem ./...
fuzz:  ; ./tools/fuzz # FUZZTIME=60s each
lint:  ; test -z "$$($(TOOL) gofumpt -l . | tee /dev/stderr)" && $(TOOL) staticcheck ./... && { $(TOOL) govulncheck ./... || test $$? -ne 3; }
coach-report: ; go test ./coach -run TestCoachReport -count=1 -v
