"""Serves a GGUF with llama.cpp's own server on loopback until it is stopped: llm-server.py MODEL.gguf PORT [THREADS]."""

import signal
import sys

import xllamacpp

params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.hostnames = ["127.0.0.1"]
params.port = int(sys.argv[2])
params.n_ctx = 8192
params.n_parallel = 1
params.cpuparams.n_threads = int(sys.argv[3]) if len(sys.argv) > 3 else 2
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
signal.pause()
