TOOL = go tool -modfile=tools/go.mod
.PHONY: run test hold bench fuzz lint coach-report
run:   ; go run ./cmd/spotter
test:  ; ./tools/needs && go vet ./... && go test -race -timeout 14m ./...
hold:  ; ./tools/needs && ./tools/hold # half an hour to three quarters, and the machine for itself
bench: ; go test -run '^$$' -bench . -benchmem ./...
fuzz:  ; ./tools/fuzz # FUZZTIME=60s each
lint:  ; test -z "$$($(TOOL) gofumpt -l . | tee /dev/stderr)" && $(TOOL) staticcheck ./... && { $(TOOL) govulncheck ./... || test $$? -ne 3; }
coach-report: ; go test ./coach -run TestCoachReport -count=1 -v
