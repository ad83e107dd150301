-- Load and report for wrk.   wrk … -- plain | get TOKEN | read TOKEN ROWS | kandidaten TOKEN ROWS | write TOKEN FIRST OFFERS DAY…
-- The last line of its output is one JSON object.

local mode, token, number, offers
local host
local days = {}

local function uuid(kind, n)
	return string.format("00000000-0000-4000-%s-%012d", kind, n)
end

-- GET of one of the first ROWS offers, at random.
local function read()
	return "GET /v1/aanbod/" .. uuid("8001", math.random(number)) .. " HTTP/1.1\r\nHost: " .. host ..
		"\r\nAuthorization: Bearer " .. token .. "\r\n\r\n"
end

-- Candidates of one of the first ROWS requests, at random.
local function kandidaten()
	return "GET /v1/aanvragen/" .. uuid("8002", math.random(number)) .. "/kandidaten HTTP/1.1\r\nHost: " .. host ..
		"\r\nAuthorization: Bearer " .. token .. "\r\n\r\n"
end

-- A proposal for the next request; both sides of the comparison use the same rows of bench_werk.
local function write()
	number = number + 1
	local n = number
	local turn = math.floor((n - 1) / offers)
	local day, part = days[math.floor(turn / 2) + 1], turn % 2 == 0 and "ochtend" or "middag"
	local body = '{"aanbodId":"' .. uuid("8001", (n - 1) % offers + 1) .. '","tijdvak":{"datum":"' .. day ..
		'","dagdeel":"' .. part .. '"}}'
	return "POST /v1/aanvragen/" .. uuid("8002", n) .. "/koppelingen HTTP/1.1\r\nHost: " .. host ..
		"\r\nAuthorization: Bearer " .. token .. "\r\nContent-Type: application/json\r\nIdempotency-Key: bench-" ..
		n .. "\r\nContent-Length: " .. #body .. "\r\n\r\n" .. body
end

function init(args)
	mode = args[1]
	token = args[2]
	number = tonumber(args[3])
	host = wrk.host .. ":" .. wrk.port
	offers = tonumber(args[4])
	for i = 5, #args do
		days[#days + 1] = args[i]
	end
	math.randomseed(os.time())
	if mode == "get" then
		wrk.headers["Authorization"] = "Bearer " .. token
	elseif mode == "read" then
		request = read
	elseif mode == "kandidaten" then
		request = kandidaten
	elseif mode == "write" then
		request = write
	end
end

function done(summary, latency)
	local e = summary.errors
	io.write(string.format('\n{"requests":%d,"us":%d,"p50":%d,"p99":%d,"bad":%d}\n', summary.requests,
		summary.duration, latency:percentile(50), latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))
end
