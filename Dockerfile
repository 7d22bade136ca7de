# docker build -t spotter .
# docker run -p 127.0.0.1:5555:5555 -v spotter:/data --read-only spotter
#
# One static binary in an otherwise empty image, as nobody, who may write in
# /data alone: spotter.db and spotter.key. With PostgreSQL nothing is written.
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags="-s -w" -o /out/spotter ./cmd/spotter
RUN mkdir -p /out/root/data && chmod 700 /out/root/data

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/spotter /spotter
COPY --from=build --chown=65532:65532 /out/root/ /
USER 65532:65532
WORKDIR /data
VOLUME /data
ENV SPOTTER_ADDR=0.0.0.0:5555
EXPOSE 5555
STOPSIGNAL SIGTERM
ENTRYPOINT ["/spotter"]
# No HEALTHCHECK: nothing in the image could ask. GET /healthz says whether the
# process lives, GET /readyz whether it should get requests.
