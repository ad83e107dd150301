# syntax=docker/dockerfile:1
# The program as it runs in production: built from source, then only what it needs to run.
# The packages of the first stage are those of ./dev (without its own tools); a lint test compares them.

FROM debian:bookworm-slim AS build
RUN apt-get update \
	&& DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
		gcc libc6-dev cmake ninja-build pkg-config \
		libevent-dev libpq-dev libjansson-dev libsodium-dev libssl-dev libutf8proc-dev libqrencode-dev libcurl4-openssl-dev \
	&& rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN cmake --preset release \
	&& cmake --build --preset release --target schakel \
	&& strip build/release/bin/schakel

FROM debian:bookworm-slim
RUN apt-get update \
	&& DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
		libevent-core-2.1-7 libevent-pthreads-2.1-7 libpq5 libjansson4 libsodium23 libssl3 libcurl4 ca-certificates libutf8proc2 libqrencode4 \
	&& rm -rf /var/lib/apt/lists/* \
	&& useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin schakel \
	&& install -d -o 10001 -g 10001 -m 700 /var/lib/schakel/mail /var/lib/schakel/tombstones
COPY --from=build /src/build/release/bin/schakel /usr/local/bin/schakel
COPY --from=build /src/build/release/share/schakel /usr/local/share/schakel
COPY --from=build /src/LICENSE /usr/local/share/doc/schakel/LICENSE
USER 10001:10001
ENV SCHAKEL_LISTEN=0.0.0.0:8080
# The supply in memory in large pages, where the system gives them when asked: a sixth less to build it.
ENV GLIBC_TUNABLES=glibc.malloc.hugetlb=1
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 CMD ["schakel", "doctor", "--ready"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["schakel"]
CMD ["serve"]
