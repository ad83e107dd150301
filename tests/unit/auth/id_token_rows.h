/* Tokens of a provider that was made for this and is no more: its private keys were thrown away. */
#ifndef UNIT_AUTH_ID_TOKEN_ROWS_H
#define UNIT_AUTH_ID_TOKEN_ROWS_H

#define JWKS                                                                                       \
	"{\"keys\":[{\"kty\":\"RSA\",\"n\":\"w3z8x_W_"                                             \
	"ueUoxJVrHMxV28qybyIetWsOHRTwrUBuZeQR6qB3ghEEG"                                            \
	"ghzuJPKbfjxt8W6tJJh1rTUea6KDJer6l57UBDFNYUb3VWe3wqbQdyNBqohceUh3f3t7jOC9XW9VZO_-"         \
	"VVJd2qqh63XBTwQ5-RgrMOGqB9aoIv8f_5cJFErOU407ej1cKUhmEs4tS38UYHqRW3YrjgfNCLnQeoWf"         \
	"7Bvon1_4GsEy7mW04cihwGxpRZCuyNnH-VCJGrLOGHoE2iPeEOaJTKaYdSo8yTOKf61cCuqnNjYkipwN"         \
	"19XqzPt47ep5-YH360p8r5l-QRNGuU-c_vfNlXrl6LWkdszYQ\",\"e\":\"AQAB\",\"kid\":\"r1\","       \
	"\"use\":\""                                                                               \
	"sig\",\"alg\":\"RS256\"},{\"kty\":\"EC\",\"x\":\"lsQtZTFlqDtbJIY52j8qACjqF4_"             \
	"FALTY28JUVri9l58"                                                                         \
	"\",\"y\":\"XRBjr1lAije4T_bRtxXo0hmTzKTLgg1t8AZjRB65z_g\",\"crv\":\"P-256\",\"kid\":"      \
	"\"e1\",\"us"                                                                              \
	"e\":\"sig\",\"alg\":\"ES256\"},{\"kty\":\"RSA\",\"n\":\"xm-qi388Oj-"                      \
	"OXPoBKHLnQ8yrwYXVgJxuhtZCnc"                                                              \
	"z8SPD5qWKANESk0GYWPzhYfImfDrPpBm5Ki8tQ7BjdP1m8m3YMwvvrM79bGydfR0HdwS6aKbRTUTvLXz"         \
	"LWkvgowx5h1n-mpgjSbNi-xP-VRU9TtODQogQrmj0psG5k2PUhsJs\",\"e\":\"AQAB\",\"kid\":\"weak\"," \
	"\""                                                                                       \
	"use\":\"sig\"},{\"kty\":\"EC\",\"x\":"                                                    \
	"\"g9EFLoUJjEWjDW1WdMtYq3P1eeS69fdG3MvFwX7RUwTisa1urBX"                                    \
	"ZF98uVWnUUbuq\",\"y\":\"oU1DRJyTnGdt8fjmgQ6yULNe-138z42ceoFrdxvK2QncCn8sFM_11w_RaFVF"     \
	"ghEi\",\"crv\":\"P-384\",\"kid\":\"e384\",\"use\":\"sig\"},{\"kty\":\"oct\",\"kid\":"     \
	"\"o1\",\"k\":\"AAAA\""                                                                    \
	"},{\"kty\":\"RSA\",\"n\":\"w3z8x_W_ueUoxJVrHMxV28qybyIetWsOHRTwrUBuZeQR6qB3ghEEGghzuJPK"  \
	"bfjxt8W6tJJh1rTUea6KDJer6l57UBDFNYUb3VWe3wqbQdyNBqohceUh3f3t7jOC9XW9VZO_-VVJd2qq"         \
	"h63XBTwQ5-RgrMOGqB9aoIv8f_5cJFErOU407ej1cKUhmEs4tS38UYHqRW3YrjgfNCLnQeoWf7Bvon1_"         \
	"4GsEy7mW04cihwGxpRZCuyNnH-VCJGrLOGHoE2iPeEOaJTKaYdSo8yTOKf61cCuqnNjYkipwN19XqzPt"         \
	"47ep5-YH360p8r5l-QRNGuU-c_vfNlXrl6LWkdszYQ\",\"e\":\"AQAB\",\"kid\":\"enc\",\"use\":"     \
	"\"enc\"}]"                                                                                \
	"}"

#define JWKS_ONE                                                                             \
	"{\"keys\":[{\"kty\":\"RSA\",\"n\":\"w3z8x_W_"                                       \
	"ueUoxJVrHMxV28qybyIetWsOHRTwrUBuZeQR6qB3ghEEG"                                      \
	"ghzuJPKbfjxt8W6tJJh1rTUea6KDJer6l57UBDFNYUb3VWe3wqbQdyNBqohceUh3f3t7jOC9XW9VZO_-"   \
	"VVJd2qqh63XBTwQ5-RgrMOGqB9aoIv8f_5cJFErOU407ej1cKUhmEs4tS38UYHqRW3YrjgfNCLnQeoWf"   \
	"7Bvon1_4GsEy7mW04cihwGxpRZCuyNnH-VCJGrLOGHoE2iPeEOaJTKaYdSo8yTOKf61cCuqnNjYkipwN"   \
	"19XqzPt47ep5-YH360p8r5l-QRNGuU-c_vfNlXrl6LWkdszYQ\",\"e\":\"AQAB\",\"kid\":\"r1\"," \
	"\"use\":\""                                                                         \
	"sig\",\"alg\":\"RS256\"}]}"

#define T_RS256                                                                            \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwi" \
	"YXVkIjoic2NoYWtlbCIsIm5vbmNlIjoibi0wUzYiLCJzdWIiOiIyNDQwMDMyMCIsImV4cCI6MTc5NTky" \
	"NzI3OCwiaWF0IjoxNzk1OTI2OTc4LCJlbWFpbCI6Im5vb3JAdm9vcmJlZWxkLm5sIn0.DCtk2NsXZZAS" \
	"ty0jnHdUFy2VnjCj5bd35J0ufCC78_Ffz25QrvASm_UCExNnDHRRw4brc1iynKHxwEvufQNpDDS74nxy" \
	"2kyLReDqLHTzGuMXBh-_NmQBlCNguG-nZ4jzbkWxQeAuj8zqWNxFblxmfz5IvBnip9yadiHu7HxolvUu" \
	"oG0WsBF5oXcpZSZoD-me2diAzpeyp4GInPjG4BD4P8hyn2rh3M8oc2LoSqA6o2fmCnlbHPEhto2wWOP1" \
	"PrLrsMIrbE3FcCRhdOeFnF2nGdZEdYSmAPBMPVSb-YArPyRUX1JIiNXhXq5haA44qm2P1OYkyXJbcDJ7" \
	"GfHU6LYfBw"

#define T_ES256                                                                            \
	"eyJhbGciOiJFUzI1NiIsImtpZCI6ImUxIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwi" \
	"YXVkIjoic2NoYWtlbCIsIm5vbmNlIjoibi0wUzYiLCJzdWIiOiIyNDQwMDMyMCIsImV4cCI6MTc5NTky" \
	"NzI3OCwiaWF0IjoxNzk1OTI2OTc4LCJlbWFpbCI6Im5vb3JAdm9vcmJlZWxkLm5sIn0.p10invxGgqdd" \
	"xQywAqdPiATjvKiAUmIYPs3T1ee_7cVO2_vLimkyx-xMZJJKeKZ6jXTTsBp_akObrAkEV1wRhw"

#define T_AUD_LIST                                                                         \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwi" \
	"YXVkIjpbInNjaGFrZWwiXSwibm9uY2UiOiJuLTBTNiIsInN1YiI6IjI0NDAwMzIwIiwiZXhwIjoxNzk1" \
	"OTI3Mjc4LCJpYXQiOjE3OTU5MjY5NzgsImVtYWlsIjoibm9vckB2b29yYmVlbGQubmwifQ.dLCGpC4rN" \
	"ySLGirnvOl_SmPtsFCGHhybl8R0TZNvQgkALyz8dmQm4WPpItgCl3SQ61L7RKBBo83ucGJwyD8hTZwqM" \
	"IxqTYyspAuaNPg7nskWLHSv24yrn6tQg1sixWaFW7FXAQmVSmeE2owhGSvYRnkFSXjKzZOs8bD0MWfLv" \
	"O2-nNLlymf6-dYzI5ypRV9lUQjISoKTWDl-iv2sFdHcW5S-kfQanfq8xKNs22A5qvlXbE43dZYbGeN5W" \
	"iC_OnFL7zxADzAh1t5l4S7xVu4g-7J77rhxCLJJHKJ4Q8FR8HJN79VUu2b9e52NYv71VmrQ1IqjpyaUt" \
	"ATJ8IUSwDPKMQ"

#define T_NONE                                                                             \
	"eyJhbGciOiJub25lIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwiYXVkIjoic2NoYWtl" \
	"bCIsIm5vbmNlIjoibi0wUzYiLCJzdWIiOiIyNDQwMDMyMCIsImV4cCI6MTc5NTkyNzI3OCwiaWF0Ijox" \
	"Nzk1OTI2OTc4LCJlbWFpbCI6Im5vb3JAdm9vcmJlZWxkLm5sIn0.eA"

#define T_NONE_KID                                                                         \
	"eyJhbGciOiJub25lIiwia2lkIjoicjEifQ.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwiY" \
	"XVkIjoic2NoYWtlbCIsIm5vbmNlIjoibi0wUzYiLCJzdWIiOiIyNDQwMDMyMCIsImV4cCI6MTc5NTkyN" \
	"zI3OCwiaWF0IjoxNzk1OTI2OTc4LCJlbWFpbCI6Im5vb3JAdm9vcmJlZWxkLm5sIn0.eA"

#define T_HS256                                                                            \
	"eyJhbGciOiJIUzI1NiIsImtpZCI6InIxIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwi" \
	"YXVkIjoic2NoYWtlbCIsIm5vbmNlIjoibi0wUzYiLCJzdWIiOiIyNDQwMDMyMCIsImV4cCI6MTc5NTky" \
	"NzI3OCwiaWF0IjoxNzk1OTI2OTc4LCJlbWFpbCI6Im5vb3JAdm9vcmJlZWxkLm5sIn0.2e5JmrQgD83Z" \
	"LlgAHgoyfTJSdjPrepBbhRs3Mpvcenc"

#define T_RS_AS_ES                                                                         \
	"eyJhbGciOiJFUzI1NiIsImtpZCI6InIxIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwi" \
	"YXVkIjoic2NoYWtlbCIsIm5vbmNlIjoibi0wUzYiLCJzdWIiOiIyNDQwMDMyMCIsImV4cCI6MTc5NTky" \
	"NzI3OCwiaWF0IjoxNzk1OTI2OTc4LCJlbWFpbCI6Im5vb3JAdm9vcmJlZWxkLm5sIn0.cp_-zveTW7YR" \
	"WBszNM-PBljHXej-8QpKbFp3adhj8SA7BDdq8k8OWZCHm-G4lDlbGQUrP0DIVYOqJrpkj6hWvW_tk-TY" \
	"sEMqRuRRG_4wl-IVaucGb2acKAU-HP_BJpjC-hZT2vgnO0qpUkEeZZ6gBYNIsSbdyx-v6_29dGUmrndf" \
	"lac4W6vb6sPoFhkyTdUQdQ7DCu3xO0j9qnHCDgL2X-8TtJ8w3e4JxaSrhtLOraizYUd0riMniqccD5x2" \
	"17bSneVBks1pjBBhQhJcNxG2OXvtzrGorFrKLBIJM6pxfMDamoMbKEp1T6dDGm3yMyyl6dKUgvAPEdOh" \
	"qm0TurwO_w"

#define T_ES_BY_R1                                                                         \
	"eyJhbGciOiJFUzI1NiIsImtpZCI6InIxIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwi" \
	"YXVkIjoic2NoYWtlbCIsIm5vbmNlIjoibi0wUzYiLCJzdWIiOiIyNDQwMDMyMCIsImV4cCI6MTc5NTky" \
	"NzI3OCwiaWF0IjoxNzk1OTI2OTc4LCJlbWFpbCI6Im5vb3JAdm9vcmJlZWxkLm5sIn0.mQpfUVXuZbhn" \
	"Z3TvnVD2-tF5FfGlBT_Xt5I-9OTLYrKiFPViK9PyWTRsEIB3ye5imQabIYHmQdLGv2YOVTP4yw"

#define T_PS256                                                                            \
	"eyJhbGciOiJQUzI1NiIsImtpZCI6InIxIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwi" \
	"YXVkIjoic2NoYWtlbCIsIm5vbmNlIjoibi0wUzYiLCJzdWIiOiIyNDQwMDMyMCIsImV4cCI6MTc5NTky" \
	"NzI3OCwiaWF0IjoxNzk1OTI2OTc4LCJlbWFpbCI6Im5vb3JAdm9vcmJlZWxkLm5sIn0.PIOh7-nPzfjn" \
	"qjgCsgkpWK0VJjOMYIA5bQd0d9X43EXzz7r0yoYhFnONCjAtDQrxqDe1hMKAx1p7_2Zze2N51J7f6_9_" \
	"4a7Z-LhnRgix2aWSFxo5FMsKTeVJptBy0OTqKuxqlf0H2EYW_0oQ1I4CUj7whBJudxGE4EtyFv-OtACT" \
	"N-IxVXDch8KDPbXFEwpp4kfKitO-TPycc0CMj5Z7ZLLa4XZ2ZznK4wMe0JJqSz5V_CauVX_seltDBloR" \
	"upHm5Dz6UF2RUOXaUtW8X5IGcLsK7RpPt0YQg5X-hdMvsEFtx0S_F65BtV7QHxdyfsVijWSe-fN449JN" \
	"ENZQ3wBkyA"

#define T_NO_KID                                                                           \
	"eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwiYXVkIjoic2NoYWt" \
	"lbCIsIm5vbmNlIjoibi0wUzYiLCJzdWIiOiIyNDQwMDMyMCIsImV4cCI6MTc5NTkyNzI3OCwiaWF0Ijo" \
	"xNzk1OTI2OTc4LCJlbWFpbCI6Im5vb3JAdm9vcmJlZWxkLm5sIn0.OWvSiZvlWm5B70cjzvJArH_VKSm" \
	"19oe_mMTI-hlSHT4t2fFgQcZF71JoXAQqrcgWBtZrVhUSmfSRsjfYCdQAG7slM0nK2ZgCAec2PMQeegQ" \
	"SI3TfIk0_iD62EXnmSRfpMAHOGvw-PRvmPlC0RQwXGAORTwUJVU1FBbd-oMoKL1MuYEsxaM2gIbib6Fp" \
	"Ktvz9Dx4W6vPCHSU5oaWneqIZW430jO2QsEX_HGVc2st2ysEm9Zzs8NtrysYBXZjmAwqzs_GKj1Eumig" \
	"bBjT0dgBVif0OfKFWoGRA_Wur8Zxmw0quRbzgb4R3J7_sXBJPRnMlYKQULlmFThRbjiX_I5cwuQ"

#define T_OTHER_KID                                                                        \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6InIyIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwi" \
	"YXVkIjoic2NoYWtlbCIsIm5vbmNlIjoibi0wUzYiLCJzdWIiOiIyNDQwMDMyMCIsImV4cCI6MTc5NTky" \
	"NzI3OCwiaWF0IjoxNzk1OTI2OTc4LCJlbWFpbCI6Im5vb3JAdm9vcmJlZWxkLm5sIn0.NaBGkaMgkpmG" \
	"cKQYNeRktakWAuOUrntENwJ3kkaDYmjPGN5PA_bYdfDkQNoywoJDDm4fxzNt8-ruOuNkWL00d6GZjND9" \
	"c94SnB5q39P2o0R1D4Qf0DmdtD_ops2p_rcaSFmSp7kuoqBQZirYqCg4ENKRfVDe2uD7GQOsQVv6EoBz" \
	"iErhia__xc_dMehMN-zuewU1vZ-ZsTLMpLB1NNB8-eDhIXSGezRqXPg511A2u3ZdjBv37BaB3D6gi3nE" \
	"ujSexWOQQIZ2OYDBq-yypfHAeSmIfJCdMw3_Wh9Y5iVmFaWLjV7YqdYzJK2_4Et3FvFEjVjgn8GnrRmn" \
	"_T9VdxocGQ"

#define T_WEAK                                                                             \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6IndlYWsifQ.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlI" \
	"iwiYXVkIjoic2NoYWtlbCIsIm5vbmNlIjoibi0wUzYiLCJzdWIiOiIyNDQwMDMyMCIsImV4cCI6MTc5N" \
	"TkyNzI3OCwiaWF0IjoxNzk1OTI2OTc4LCJlbWFpbCI6Im5vb3JAdm9vcmJlZWxkLm5sIn0.Aayb0XS53" \
	"xrmsX8i4TO_IRxmM4MOMlFMA7ch0OAUyeRbHHXFbCkA_b9ImR2M-oylYT9THnoKgbm-mGdcwmL8U_32E" \
	"eiaYKv3o3Z7AdoaLOhIL25tlD73ynLlFn49L9fJ51_3frRki5QustmcSt5kdgkQdFY8QPXBfPnodaemB" \
	"LE"

#define T_ENC                                                                              \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6ImVuYyJ9.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiw" \
	"iYXVkIjoic2NoYWtlbCIsIm5vbmNlIjoibi0wUzYiLCJzdWIiOiIyNDQwMDMyMCIsImV4cCI6MTc5NTk" \
	"yNzI3OCwiaWF0IjoxNzk1OTI2OTc4LCJlbWFpbCI6Im5vb3JAdm9vcmJlZWxkLm5sIn0.ojBr831ze5_" \
	"kQhOdTtkb0ZGSRODT8CM1eWAnCe-7SqVzR78gtDuBlY57cr0RUswUfTwCK_Fs4KO52elaBean_eTeg6E" \
	"WQTMbCgKcWRnUHPuVk88n_dEDV23UCush2B1QcoSPnmCztl7A0PIGcQDxf2bCcDxTIvSSi0FoO3KXem6" \
	"UsiE7RbzIgimHlChIoQsEn8CmDaQMgNUlukZIcmyefcx3h_tty-ipFzc9EWqzfuGGQ3yVgn5JAmiZ9Xp" \
	"hGKebkRAXTjj_lLJ0HQhSyoGozyGfLh0s8dqsb-AAtdbT7F7g1Jq_Ryb6fCq2ozWrcrRpbj4oQyfHthO" \
	"isvfvEZzxYw"

#define T_CRIT                                                                             \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIiwiY3JpdCI6WyJiNjQiXSwiYjY0IjpmYWxzZX0.eyJpc3Mi" \
	"OiJodHRwczovL2VsZGVycy5leGFtcGxlIiwiYXVkIjoic2NoYWtlbCIsIm5vbmNlIjoibi0wUzYiLCJz" \
	"dWIiOiIyNDQwMDMyMCIsImV4cCI6MTc5NTkyNzI3OCwiaWF0IjoxNzk1OTI2OTc4LCJlbWFpbCI6Im5v" \
	"b3JAdm9vcmJlZWxkLm5sIn0.q0dEI1HB34VbOuNB-088-c0TOGnskCi5FKuEYxYA-qkLDyb1nH8uqzc9" \
	"SBfcQvtUfnxrAs4lhT832Y6-xWYBoY1_zRUMXPx2QCvZVCvZypnx289ipvrWEUvUOKLN4LoowTVo9mnB" \
	"iL5JDOf8Y_mHxL2jLrnq7spfuXW5zFwRqSoO_agk6qVe52FYwbk8i_WH2iqgAcdpW7e4i_70U4RFVwO7" \
	"LOv-wWIzceHOf9HUXBk9W6wraGZFK_5JXD89Kimc40SNXf5eS-2_ubvTKTMeWGE-YgMLSaphcF7guo_8" \
	"pv_aF_43w2O0o6GvJNBU8vnh_ZGv8X77fdlNVU-xWRt8Qw"

#define T_JWK_INSIDE                                                                       \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6IngiLCJqd2siOnsia3R5IjoiUlNBIiwibiI6Inczejh4X1dfdWVV" \
	"b3hKVnJITXhWMjhxeWJ5SWV0V3NPSFJUd3JVQnVaZVFSNnFCM2doRUVHZ2h6dUpQS2Jmanh0OFc2dEpK" \
	"aDFyVFVlYTZLREplcjZsNTdVQkRGTllVYjNWV2Uzd3FiUWR5TkJxb2hjZVVoM2YzdDdqT0M5WFc5VlpP" \
	"Xy1WVkpkMnFxaDYzWEJUd1E1LVJnck1PR3FCOWFvSXY4Zl81Y0pGRXJPVTQwN2VqMWNLVWhtRXM0dFMz" \
	"OFVZSHFSVzNZcmpnZk5DTG5RZW9XZjdCdm9uMV80R3NFeTdtVzA0Y2lod0d4cFJaQ3V5Tm5ILVZDSkdy" \
	"TE9HSG9FMmlQZUVPYUpUS2FZZFNvOHlUT0tmNjFjQ3Vxbk5qWWtpcHdOMTlYcXpQdDQ3ZXA1LVlIMzYw" \
	"cDhyNWwtUVJOR3VVLWNfdmZObFhybDZMV2tkc3pZUSIsImUiOiJBUUFCIiwia2lkIjoieCIsInVzZSI6" \
	"InNpZyJ9fQ.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwiYXVkIjoic2NoYWtlbCIsIm5vb" \
	"mNlIjoibi0wUzYiLCJzdWIiOiIyNDQwMDMyMCIsImV4cCI6MTc5NTkyNzI3OCwiaWF0IjoxNzk1OTI2O" \
	"Tc4LCJlbWFpbCI6Im5vb3JAdm9vcmJlZWxkLm5sIn0.rqypBNi88U0OL7z4Vm4IvE3pOJf-kEIqTFqxV" \
	"CayKE-kct0yqXpB1L2XYqDb_QPs-2zKsTChBjgVq8Y4EGBElb6aZHn36CS8vtEb6hqzwiIyy8D8HDaw6" \
	"_YTJR-RiywurRhsdRZ3O-BLEp_K4odv96jZYS4b63uU3BGMyI82gDYGVBnVd8FwMWYak_GvMpnQ_yuWK" \
	"igsmPPy-z4vEWlqWLWU10B32a28c98FKbSo9xN5dZREXFurjaekenLKVp9ns3ruNl0BIaOO6w_g582dO" \
	"RazwEgKYWaLXLcsNMWifI2Xx4w_EchAiwDkn-VegffvmlHSvU2XIeX6Ik3dL7Z6OQ"

#define T_CHANGED                                                                          \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwi" \
	"YXVkIjoic2NoYWtlbCIsIm5vbmNlIjoibi0wUzYiLCJzdWIiOiJpZW1hbmQiLCJleHAiOjE3OTU5Mjcy" \
	"NzgsImlhdCI6MTc5NTkyNjk3OCwiZW1haWwiOiJub29yQHZvb3JiZWVsZC5ubCJ9.DCtk2NsXZZASty0" \
	"jnHdUFy2VnjCj5bd35J0ufCC78_Ffz25QrvASm_UCExNnDHRRw4brc1iynKHxwEvufQNpDDS74nxy2ky" \
	"LReDqLHTzGuMXBh-_NmQBlCNguG-nZ4jzbkWxQeAuj8zqWNxFblxmfz5IvBnip9yadiHu7HxolvUuoG0" \
	"WsBF5oXcpZSZoD-me2diAzpeyp4GInPjG4BD4P8hyn2rh3M8oc2LoSqA6o2fmCnlbHPEhto2wWOP1PrL" \
	"rsMIrbE3FcCRhdOeFnF2nGdZEdYSmAPBMPVSb-YArPyRUX1JIiNXhXq5haA44qm2P1OYkyXJbcDJ7GfH" \
	"U6LYfBw"

#define T_ES_SHORT                                                                         \
	"eyJhbGciOiJFUzI1NiIsImtpZCI6ImUxIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwi" \
	"YXVkIjoic2NoYWtlbCIsIm5vbmNlIjoibi0wUzYiLCJzdWIiOiIyNDQwMDMyMCIsImV4cCI6MTc5NTky" \
	"NzI3OCwiaWF0IjoxNzk1OTI2OTc4LCJlbWFpbCI6Im5vb3JAdm9vcmJlZWxkLm5sIn0.zwgphGZh6brM" \
	"M7rmGGngCclhtLijx06LhVVZpEPHWZ2EEhQbklgspuGWyAsF3K4IDzm-HW4MTlWGVMZgRgv5"

#define T_ISS                                                                              \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlLyIs" \
	"ImF1ZCI6InNjaGFrZWwiLCJub25jZSI6Im4tMFM2Iiwic3ViIjoiMjQ0MDAzMjAiLCJleHAiOjE3OTU5" \
	"MjcyNzgsImlhdCI6MTc5NTkyNjk3OCwiZW1haWwiOiJub29yQHZvb3JiZWVsZC5ubCJ9.kDh6TJ_lp3c" \
	"n4tME7IykCkA3S4QduUetHw8WXWZv8vKsf35DdG5yoj9VgQFR-fG3kl6_JDeO6Jxyw0BaDi-Tc7NerAW" \
	"tfa2nlMdE5Pz-OaLVxzKbXMBv_hqe87qtMAsnN9gzXOa8hNbfQOpX8CMBUm4FoEtychnEYDqaT37kAvQ" \
	"s_2rekbtM3lewW-M2qtfewcfOw_USldaLCWkJ2VsRN_FssCDdOV3c8teFjwLjjAUKXWfak8Cfm1UZux7" \
	"uvdyXZ82kjBE_4PvCCEh1MtMwv-Efg5JnD6tOmnztTkyi8iNswbh50UowyqBmUNOw5EDcaBc_z6gfVgn" \
	"14ZzjzqAigg"

#define T_AUD                                                                              \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwi" \
	"YXVkIjoiaWVtYW5kIiwibm9uY2UiOiJuLTBTNiIsInN1YiI6IjI0NDAwMzIwIiwiZXhwIjoxNzk1OTI3" \
	"Mjc4LCJpYXQiOjE3OTU5MjY5NzgsImVtYWlsIjoibm9vckB2b29yYmVlbGQubmwifQ.HRtu8Vat2lbYA" \
	"JND-q0p5N2DUrhxig5YLPCw1SqR_khAB5ZeWotQAqIEg2PvBMAaabSB-3sY_EeTy4LHTlK2xBgtKhoof" \
	"ZqjtRuMXjXN_mOTgi316zbPKWwa4eypyTeNETGgS11dgB66mnLQQ0SBEsJ5sAcuuvtCAwBcqkHjLd7N-" \
	"gyPyrFb2PjSbq1O-Mxaw7QS-QPMRVk868vwJ-DPvj576_4I19KWPWjW1ulbS6hJWJcrsc66nYlg3gZzC" \
	"thxcevWnDVB0eSa7hT0YOTiY7wDfxOieyCoN5uqpWnhoyGvJpdmK4ELj0zz9JXoW5SK6nLvzJB3k3K8x" \
	"HrahRTB5A"

#define T_AUD_TWO                                                                          \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwi" \
	"YXVkIjpbInNjaGFrZWwiLCJpZW1hbmQiXSwibm9uY2UiOiJuLTBTNiIsInN1YiI6IjI0NDAwMzIwIiwi" \
	"ZXhwIjoxNzk1OTI3Mjc4LCJpYXQiOjE3OTU5MjY5NzgsImVtYWlsIjoibm9vckB2b29yYmVlbGQubmwi" \
	"fQ.uq1T_xqox1VaVXw8HUvw7slYY3YQvv8_ef-IWfc2OMNa2I0vQ4JdvIq-FPK_7EsiyP5EjMukmCN9g" \
	"X3JbFDessIPMuJTzP9-jIEFnIM9BrmlBDdQ_xcv_JM4hXcHe5s3DtkhHr_BFmuJe7Rda2Ef30azExOg2" \
	"sPnAjAvX2LX1Az_teCLHgshTKusU8eab2-MmuVh5oqesUOrE0iKb_bwtnxbA9ZPeUWPCC9LYa6hR0QIN" \
	"vOa3ArPbaNmlYGXfRPa4aJRqB-l53vHnr2upQ5i1rVYY9mnvRwUiIehl8DEHEYZkqv3_XdfMAx2-pRTm" \
	"dLApAk4VkvjYrDQKIBy4PBQDg"

#define T_AUD_NONE                                                                         \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwi" \
	"bm9uY2UiOiJuLTBTNiIsInN1YiI6IjI0NDAwMzIwIiwiZXhwIjoxNzk1OTI3Mjc4LCJpYXQiOjE3OTU5" \
	"MjY5NzgsImVtYWlsIjoibm9vckB2b29yYmVlbGQubmwifQ.gKD-cJCxXD3KHBhOLLljyOGPpU8qng15B" \
	"8WmzS6l0OflDuTFEpf4jc8469r0TaUrYdih2W6UIGwRlpPuV56yZKSTXMmKV00Dp58jgCCaiJmM30VDV" \
	"VcEzjgCGsopEXe9f8lKJCD1LhO8bWrEk5cuJodpifgUJd2RBA1-wKT5ek7ZNRaX-NqqmoAXiZpo1oI3t" \
	"KOgpfGFkx1O_4sQpgmIGdQEan0qlUnB6JzA-8nCK7sLegiiVmh_iroGblcbyujFeWAarH3STq1JiNuuJ" \
	"7AtgWrXU494nszX0_8x2WRA3-Ui7Pu2bsO_XVOyQ5CHN_JihXZjoYp8USKRAmLT2LkKIA"

#define T_AZP                                                                              \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwi" \
	"YXVkIjoic2NoYWtlbCIsIm5vbmNlIjoibi0wUzYiLCJzdWIiOiIyNDQwMDMyMCIsImV4cCI6MTc5NTky" \
	"NzI3OCwiaWF0IjoxNzk1OTI2OTc4LCJlbWFpbCI6Im5vb3JAdm9vcmJlZWxkLm5sIiwiYXpwIjoiaWVt" \
	"YW5kIn0.qCYDBskLkMuuPXV7-FEq3RBGQSD8NjwwF-VQsSwrUGgeO06XIAPjcWxnklps1ECaNtYZahuc" \
	"6efJXxYsWVp6GrIzm5U_J6RjV8E4_iQwPIhTiePEVcPFa_2Bv345Py-CwGO2ySmtHHb9603HEEEY9xgv" \
	"AXBvE1lqCbUQuJjPikGg11oXCmSaDRpo7qQI1-85eQ_FM8LNtkbjmyRUqO-RReEp-_0bFWJykiggxQze" \
	"_xPk9Sk5Z_QdQZZOsSa7b0rV6eoqxEXInaJeTbsMAwuHlmoIb23JkbFs1sLFVuREQuYgkrofdbOJcDqO" \
	"DsC5r6F3uFRFKHw-WcKYVDD1I6ae0Q"

#define T_NONCE                                                                            \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwi" \
	"YXVkIjoic2NoYWtlbCIsIm5vbmNlIjoibi0wUzciLCJzdWIiOiIyNDQwMDMyMCIsImV4cCI6MTc5NTky" \
	"NzI3OCwiaWF0IjoxNzk1OTI2OTc4LCJlbWFpbCI6Im5vb3JAdm9vcmJlZWxkLm5sIn0.utQecS8IT89e" \
	"vDa11W2_S7C9E2cPjDMUZ0c2fud_dKNIGfprQFSaq4gGwm3e7WUYf4dTbM7z4XZgEgo9LrD52mcqdqhF" \
	"Z48pAGmThR5qXccU-Cp4-kK_3X84sK2KnuWIO1szCervx6QVhm0feZrqDImoOznrK5EA947xe3Y6QpY0" \
	"k_O9RTNUl715pLj1ZuEyZohDsnGrFh3Bqa5w6Mtyx-mkVmwE7GcA-PEWwKiDMJtxeNTIQI73Nox2OwZj" \
	"XWo-y0m6UZziQn1YL8EjW57eAuF-Edbo8zh0KElppwjEerzIWTwEp527P3qRycYKSlxl-NQI_BWdXOlg" \
	"oJiVNOR-Aw"

#define T_NONCE_NONE                                                                       \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwi" \
	"YXVkIjoic2NoYWtlbCIsInN1YiI6IjI0NDAwMzIwIiwiZXhwIjoxNzk1OTI3Mjc4LCJpYXQiOjE3OTU5" \
	"MjY5NzgsImVtYWlsIjoibm9vckB2b29yYmVlbGQubmwifQ.oRJbtkVbRnR89pfU5fTTLGCvB6DVa8EYq" \
	"SKxNnbQlYPjHuDB2tTaDuX4ky5PQ3ceqUPCtqpEPzc_pWmk5MFZx5NoIaWZ2ErAMCRrnaZHsRLJ5dQQj" \
	"_oJM2qiwZmc-udr0LYSOJ1-qPTu1frYuaM6FZ4adL-9SqoWJotF4C-fybryVSt86eEaO9n4CYKwFzd23" \
	"rFMAy0NMnoDUa9vZk33yOGw1LpQzgoZIGTXKw5zzhreHR611Of5woycIcsEopNzd0h64Pu5d6IJAnLhV" \
	"X82UbvGrh6F-i6tKdCRHLDG2Yo1t3wue_eD5DVRwNvQDSXkbdG6biBfQuwGMlVJ_E442g"

#define T_SUB                                                                              \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwi" \
	"YXVkIjoic2NoYWtlbCIsIm5vbmNlIjoibi0wUzYiLCJzdWIiOiIiLCJleHAiOjE3OTU5MjcyNzgsImlh" \
	"dCI6MTc5NTkyNjk3OCwiZW1haWwiOiJub29yQHZvb3JiZWVsZC5ubCJ9.E6WjvrRNmqNlk1scD9DNu4Z" \
	"60dA8tUJ_Un0yZaN5E2lGjs9CqbSFjmgsIjNtuR5EZ2_0xZjCe8K_wON6HrYmokHNYFsPF2N-2wUM2aM" \
	"xxJ3U8Go05RMeKszqhoznYqf-rSpa7DfS0TgzI8QAtknnQPw6jhr73BkJ3GwkC4aothGL1-zUlyjkO5r" \
	"6TMJhnW4maUxH-sAuOm1XCBPHQDK2zLy0uAfx9rI6LC3kvPpWJV4hOeigEbKjylHL-AYbUW65P1Ld7jK" \
	"QckvKe_RUJZrsb5swwIcjiaowb48YHaYyLyGII7pJOAXTP9EyaT5PSlA1TqCOxrIa3Ykddf2kJ_oWwQ"

#define T_SUB_NUMBER                                                                       \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwi" \
	"YXVkIjoic2NoYWtlbCIsIm5vbmNlIjoibi0wUzYiLCJzdWIiOjcsImV4cCI6MTc5NTkyNzI3OCwiaWF0" \
	"IjoxNzk1OTI2OTc4LCJlbWFpbCI6Im5vb3JAdm9vcmJlZWxkLm5sIn0.bC83SqoaEAt4S5dR5EGPE-Vu" \
	"ydV0DGF6tw7DSqSfI0kZfPw103gI0-R-2-r34afF8b2oncDZgo8Dxa8bI7zLnlhiONoR1AOk58_RroEj" \
	"FsIbu5Z2HRl19kQ7PylddNRjXiKJ589PpjugNPu4MC4dI363erUV8BEWoyJgZoqcg0at8GoU1LDvrqZy" \
	"H7XxT338bRF8KcnDwgZWj5LvYylv-n9H6OaykOHTor7KtWUZb-RmTy1DPEhvE8p4WqTJ6ocMNpzAfSpl" \
	"9Actbn_vjP5Tp2oZBYGjzsufhvwBf4h_y_QF6FqykvPeqDTdeSBqoOo89dmPgzN2zV6BzlRKAs-Y6A"

#define T_EXP                                                                              \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwi" \
	"YXVkIjoic2NoYWtlbCIsIm5vbmNlIjoibi0wUzYiLCJzdWIiOiIyNDQwMDMyMCIsImV4cCI6MTc5NTky" \
	"NjkxOCwiaWF0IjoxNzk1OTI2OTc4LCJlbWFpbCI6Im5vb3JAdm9vcmJlZWxkLm5sIn0.K-NzpQ31vqrI" \
	"qbAkJJK1vPmSRuSj-NpYMkuQi16kBIO1VzPTMAsrgssl0WIhWJJLx3KU1lYga4A0lgEptYBf6ygfp7Q6" \
	"l-4oWlqTNXkZLKvQMrOSTJR1qseV3Yz3cRAUiAUDAJiQMZdWENGD56ynT1bNLH3XSN-maDMrHde3IY9q" \
	"EdDC5rLfXd44NQS_jK88Y0k3bDeQpnHUUUrJeG3CjkZEuq20Dp3NxrBOd_qxcOaSv7UqLhWfLY0SHR2j" \
	"UaGdMIYbdY-uCkR_P2ZyP_1zu1gKUxAVYs58-e8g2kle9vyxTSLpzydx381j9syxzF-wa1z04rae89Hz" \
	"vgpdu37VXg"

#define T_EXP_JUST                                                                         \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwi" \
	"YXVkIjoic2NoYWtlbCIsIm5vbmNlIjoibi0wUzYiLCJzdWIiOiIyNDQwMDMyMCIsImV4cCI6MTc5NTky" \
	"NjkxOSwiaWF0IjoxNzk1OTI2OTc4LCJlbWFpbCI6Im5vb3JAdm9vcmJlZWxkLm5sIn0.WIqGBb_iJYFR" \
	"F-nnp6cZTvdzCL8_E41klCRWDHRm7qLgLhhEpKCgINqCQmlXTAptSAzR6zcrWNGVcbQwhBDuNClgbEAK" \
	"qVcBbJIP1UXMMsLSDoaO8Zz7fDz7JnHDeMadIGrV3A2LygJ29PR3o75evelCfdMAOHCKwym0PJRcvqxb" \
	"5PlOeWDMZDt1YLfOeYtEWBA2ak1t6mZsIabTTszqP2VBcsQhioWZ8KNy4oEjDQb28ac2Qfv2AWoRFcxw" \
	"K1jczXUp65hAqpUVTUimjL026fNHOnjMFevbJCEdTQdKU4XaCzIQ8yo0D-n3xFp1dWXauME0THp-582g" \
	"J613qUdFTQ"

#define T_EXP_NONE                                                                         \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwi" \
	"YXVkIjoic2NoYWtlbCIsIm5vbmNlIjoibi0wUzYiLCJzdWIiOiIyNDQwMDMyMCIsImlhdCI6MTc5NTky" \
	"Njk3OCwiZW1haWwiOiJub29yQHZvb3JiZWVsZC5ubCJ9.sO0KVfwjprDalkg3evxuZ_al5SUekSWyKQz" \
	"XVzbgBUJQdJSs-qql6EwexQvE04HzERY8yj_Yv3txoxzhtHTL6bOkkDnMuNiNz2rJOK8qNFqkOXBC3Zv" \
	"_H_7mXrIBGXjkhOVdcs2MPfS7S73uwpEORKgZTyUepJ-kbBPYqNRPdtNIMqWfHoGxVoLrn3ie6Vmwzpe" \
	"UYyIdjWS4Nj2rRVhSRDNFPKfAn2lb98EUtQW-LNiXB2DQEx3IzG8CkPxVHNuaXVM37WSR3fVzlLctUBl" \
	"oo2lSjCau_MwZUlh0Aoy8bp22dA2NYkYRA9QhUGDdhk_p5NdEmTQGb1WfsZqlJHc3Kg"

#define T_EXP_TEXT                                                                         \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwi" \
	"YXVkIjoic2NoYWtlbCIsIm5vbmNlIjoibi0wUzYiLCJzdWIiOiIyNDQwMDMyMCIsImV4cCI6IjE3OTU5" \
	"MjcyNzgiLCJpYXQiOjE3OTU5MjY5NzgsImVtYWlsIjoibm9vckB2b29yYmVlbGQubmwifQ.kWuYsAqcz" \
	"uLrjYc2cXqyt3wEo1SVRqruwVH5v7wnHY5aw6JwSnMMikZMgYRx9uErwZ_srFVeO6GVZ_l37J6R5AXy_" \
	"G-WE_MmJCiLG7cC8qDmQgAUDI54kySRs1L2_MF1d1DtDwxgOlr6kpQ28kSfECpXB9MJ4Ftpo7IzA4KZz" \
	"AeaU3NuPCRV4O9305dezOWOJrEIk29a-xoxkBiz_3Fl9W0pxZfwYZchI9pbrix-4eJCdEESndH2H-pTE" \
	"QNzDqyUBJ1TM3dNuYTJk4lc87_xGTEkDHHQCA2RUgNztt81WqNJZiJ9tH_deG26adusz3xK4PuXU8XZj" \
	"0kBjkx_Gi9t5g"

#define T_EXP_HUGE                                                                         \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwi" \
	"YXVkIjoic2NoYWtlbCIsIm5vbmNlIjoibi0wUzYiLCJzdWIiOiIyNDQwMDMyMCIsImV4cCI6OTAwNzE5" \
	"OTI1NDc0MDk5MSwiaWF0IjoxNzk1OTI2OTc4LCJlbWFpbCI6Im5vb3JAdm9vcmJlZWxkLm5sIn0.tPLM" \
	"4o4esHa8TaSOnhkv9ui8_mx5YA_RFHqt5PUdgfWLwwNIzjSUjecu3XljdZx3WzU0VD6Jlrqi1DWanBXm" \
	"jO3ny7TZlMq6y4Vc-1PXWi4dpayY1k_Sg3yiovlufnBBYhKqMkMgK6be0M-0Q555ZZ3e0UPn0cevTA5-" \
	"o9mXB77g7FDwn-jsQuV4maittpX0kcEQUV2u5-kZA3mi7aReqm8QwwP9T2rfU6ptuP0bzJ7DTj3axCLi" \
	"8qkiw1PJL7c5HGSbSSWe82vlswbmi7cRJomXeZIIy_9WMGCP5UnWj1TIn_FD7aLFTmHg4-DFf39-V2P2" \
	"nhW8DkwLgKkn1mGzkg"

#define T_IAT_AHEAD                                                                        \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwi" \
	"YXVkIjoic2NoYWtlbCIsIm5vbmNlIjoibi0wUzYiLCJzdWIiOiIyNDQwMDMyMCIsImV4cCI6MTc5NTky" \
	"NzI3OCwiaWF0IjoxNzk1OTI3MDM5LCJlbWFpbCI6Im5vb3JAdm9vcmJlZWxkLm5sIn0.TTWZstPx6eK7" \
	"iVdXwWN5CC6WDW4Xp5QX81lSDr5TogYaL5XgqbRcE1XR9nM0dxUcU-pPtV5tDMbInjFueJi63xsr3cQZ" \
	"c7_8XPmuIwKoFtzMzIcDJcsuA959fgJjDaAs11BPdjqdrEMcd7sa3oRdwIoh36GOQVcZebM6kvB_tQhy" \
	"wETu0q1hOWpHU-0mEmEKq8CY_JYpLr-AgBQQI3qbTK--IWUPK1Z8tFWSrdUbkbo4tQZvq8lAhvjxu63m" \
	"m7G9Pm44Bzr5On2uCKm7KMxYqEufcmg3odCPHRz1tDRPDWNn-Y7IwwC46pLnFD-iYFCiNpJn6zUOdKv8" \
	"dl0YgWqywA"

#define T_IAT_OLD                                                                          \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwi" \
	"YXVkIjoic2NoYWtlbCIsIm5vbmNlIjoibi0wUzYiLCJzdWIiOiIyNDQwMDMyMCIsImV4cCI6MTc5NTky" \
	"NzI3OCwiaWF0IjoxNzk1OTI2Mzc3LCJlbWFpbCI6Im5vb3JAdm9vcmJlZWxkLm5sIn0.WJFNbGEDq3dQ" \
	"RLF6ivrqYBFqid7RfQw8-is13kHSFv3X3JNmpLpv5wpjUems8fYk8ILccvk94b5WnVgFQcwS4jNjI0vY" \
	"vV4t1X6M1dE85y90juDXwuQ3FgQW9E_8mcyLSzQFvA-PQgK5r-p5VEzFNv1MVAwxn9NG8fSp5wi5XmUz" \
	"cVklceSwr215OglqQy3tlWnMAUS56iYPXiMt5VOONBNekdnXjjndkATaRzzCjFWFnm5EP2qFLeTJg2IO" \
	"rJZJD-b360Vp3reBKWNbdI6cPvavsIm7wFQbzqtT1ydTjF1eDDlbDzG5G4cke2R4kGuD11zZTpJXJDLE" \
	"nS5tjFGhRQ"

#define T_IAT_NONE                                                                         \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwi" \
	"YXVkIjoic2NoYWtlbCIsIm5vbmNlIjoibi0wUzYiLCJzdWIiOiIyNDQwMDMyMCIsImV4cCI6MTc5NTky" \
	"NzI3OCwiZW1haWwiOiJub29yQHZvb3JiZWVsZC5ubCJ9.LyPSlnsJuQsWIvctprQ09AR33htEkVvUJ26" \
	"c61WawVwDUY1lHRaPb4arqBxDckLJNyhQtD9Gx8kEx3v9fjx-jJKNDdd3OOEXldLVYadU7LIPn2WTDU7" \
	"DOrP2nhhEzF331Cascwg2au8pu0tEqCcT8hq0yxkgEoJ62QK18gse-kV4HgTuV3f7fY8empclZ0FrTI5" \
	"tTibljcNauX70rChKDwHEhDQeRvnI4jycymJ8Md9AMyvxI6Iiee5t4-Ya26Kd6GCyRh1MAEQC8sGf8sp" \
	"WN-wSW5qS90-ATBvu4Dpx-fL05zh54NKZzNSHt0EsiV2AvLC49vNacYtyFVuHQ_BQkA"

#define T_NBF                                                                              \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwi" \
	"YXVkIjoic2NoYWtlbCIsIm5vbmNlIjoibi0wUzYiLCJzdWIiOiIyNDQwMDMyMCIsImV4cCI6MTc5NTky" \
	"NzI3OCwiaWF0IjoxNzk1OTI2OTc4LCJlbWFpbCI6Im5vb3JAdm9vcmJlZWxkLm5sIiwibmJmIjoxNzk1" \
	"OTI3MDM5fQ.F1b17zTCDGTTkQs0hNUIK02BrRbS_u-4pAmJv4TMTwDhPrdFghnSprB2-ibO1W1KgTyyV" \
	"J4Iiwstf14KObR5iNp7hTbrHssUHFrRxbBlbwFVveQSmQJRII34t6eVPvQIpdb8kXz3p9Y-1sZj3tShx" \
	"ph0UdVa-9tCDe1gmxkGP5QZg9SLBKBtpexFo6cZSPnMuGLi3ZBPxu3kZvn7wAhe4NYc420nqbyJoKa8V" \
	"toO1E8uFUjmrHjWqkBpuLPhR4oNi6RRAMUxUuJXZF0ctx4MNSn0H9wkE6CI-1QRwSn6XJCDhk_gg7xs7" \
	"VUV6zh61Sn5dT_Se3dksCvx_LjWYez3Ww"

#define T_TWICE                                                                            \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIn0.eyJpc3MiOiJodHRwczovL2VsZGVycy5leGFtcGxlIiwi" \
	"YXVkIjoic2NoYWtlbCIsIm5vbmNlIjoibi0wUzYiLCJzdWIiOiJpZW1hbmQiLCJzdWIiOiIyNDQwMDMy" \
	"MCIsImV4cCI6MTc5NTkyNzI3OCwiaWF0IjoxNzk1OTI2OTc4LCJlbWFpbCI6Im5vb3JAdm9vcmJlZWxk" \
	"Lm5sIn0.eHBIjfbMUfD1h3zIGZ9vrxuvw3fJ4lVZYnO-CHGuVzk9ukpr06EslEXLbzc4xD6nuNB-OCQ9" \
	"5u-KhQo7ig1EG8V_qY63J3BbhwLuEaKnmuCajTRGj9oRPpRDs_c0Rh6mS0vFEMNkhuquaIIDrJIWdbrl" \
	"DTxDz30yfT3xRBWrEW3A9bm7EMWfaVxQU5vIxJD6Ct-gdi8MLtaqUYzIW623bzhdoftWmNj4ZeZEvGTt" \
	"Tl5LfRjX41bKCNorcjv4MepEEyFst7-IS6pC4bCZ64R-bzefjW9x8Ne4vhtM4idqt3x_3hsIUg767Rb3" \
	"k5_rMN4LVML0h5SwQhd7jBq3aFVoEA"

#define T_ARRAY                                                                            \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIn0.W3siaXNzIjoiaHR0cHM6Ly9lbGRlcnMuZXhhbXBsZSIs" \
	"ImF1ZCI6InNjaGFrZWwiLCJub25jZSI6Im4tMFM2Iiwic3ViIjoiMjQ0MDAzMjAiLCJleHAiOjE3OTU5" \
	"MjcyNzgsImlhdCI6MTc5NTkyNjk3OCwiZW1haWwiOiJub29yQHZvb3JiZWVsZC5ubCJ9XQ.rIubgAMy7" \
	"byDMfwqmZlMmozmDSGebqhwEpMJrAtCrLdMqbzwK24-DUARUqWXT1Wv6Qq2-NMg8-fkFlVef1cXUcZ8O" \
	"5Rdqp46Y-0iCOATrJ93VKkbQpERK_yhu3q8DBxIQbvCtALr_4a7lKMgwXu_zqU1LSDjFM4kWPvycnb-w" \
	"Kvrh853YYZGm07rhFC4bqkimddt6D7xKYUBbNj-2Lmn_ly_M6EMDS-v4kgC1PfRv3FAtqWZPBEU8gx6u" \
	"rbQGMdcwrr7dmPx1QGkrgMBHvsdZHtLyx04HBCn1JUPXRGLoM9947TXGNehbiBPNRG-Qbr7c56abLchM" \
	"fGeaKs8jdwa2g"

#define T_TEXT                                                                             \
	"eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIn0.Ingi.NGIe-dUonIIOiu63gGRwjpqVgWtCQe-wH8uopXq" \
	"OPnXzoU4brxpEbma5E4HM1T-NGkR-tV5szv8CtRzwnQd_eq5AFCl-QIvrXspKQe71g_mlQDoAVzvgVD3" \
	"vWBVvdlLrd0YE6WnM81N6OSIWWfeqPb0SxDQlkLYJoNaJX1lzOPoAPo9ginkC-BShd_Zqk_5uMGvFQiI" \
	"0RyJgI2fH-h0kuGj7mj4bDRn_2XKpfKIsQK8rv2_c1yoIsuRfwS5iBRP2d0F7elGmSI6kqcT88jRj030" \
	"ve42pqkDtJELpm-JdNBZrB4m2dQLzIGYF53GXctJezynN6UQlx7tYUZpEUTBy2A"

#endif
