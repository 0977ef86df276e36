-- wrk: POST one lead per request.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("MAGNETITE_BENCH_KEY")
wrk.body = '{"email":"jane@gmail.com","fullName":"Jane Miller","company":"Harbour & Pine Joinery","customFields":{"plan":"pro"}}'
done = function(summary, latency)
  io.write(string.format("RESULT %d %d %d %.1f %.1f\n", summary.requests, summary.duration, summary.errors.status, latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
