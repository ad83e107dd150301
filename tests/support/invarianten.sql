-- What must be true of the database whatever happened before. Each query stands under the sentence that it holds to
-- account; a row that it gives is a fault. Read by invarianten.mjs and, in C, by tests/fault/contention.c.

--: no person in two running matches at once
select k.id
from koppeling k
join koppeling l on l.vrijwilliger_id = k.vrijwilliger_id and l.id > k.id and l.tijdvak && k.tijdvak
where koppeling_loopt(k.status) and koppeling_loopt(l.status);

--: no class in two running matches at once; stops of one rondgang are one after the other
select k.id
from koppeling k
join koppeling l on l.klas_id = k.klas_id and l.id > k.id and l.tijdvak && k.tijdvak
where koppeling_loopt(k.status) and koppeling_loopt(l.status)
	and (l.aanvraag_id <> k.aanvraag_id or k.halte_tijd && l.halte_tijd is distinct from false);

--: nobody, and no class, in two running matches by the clock
select k.id
from tijd t
join koppeling k on k.id = t.id
join koppeling l on l.datum = k.datum and l.id <> k.id and (l.klas_id = k.klas_id or l.vrijwilliger_id = k.vrijwilliger_id)
left join tijd u on u.id = l.id
where koppeling_loopt(k.status) and koppeling_loopt(l.status) and k.halte = 0 and t.begint_op is not null
	and tstzrange(t.begint_op, t.eindigt_op) && tstzrange(coalesce(u.begint_op, lower(l.tijdvak)), coalesce(u.eindigt_op, upper(l.tijdvak)));

--: no company with two classes on their way at once
select k.id
from koppeling k
join koppeling l on l.bedrijf_id = k.bedrijf_id and l.id > k.id and l.halte_tijd && k.halte_tijd
where koppeling_loopt(k.status) and koppeling_loopt(l.status);

--: no request, and no stop of a rondgang, with two running matches
select k.aanvraag_id
from koppeling k
where koppeling_loopt(k.status)
group by k.aanvraag_id, k.halte
having count(*) > 1;

--: no counter over its maximum or under zero
select b.houder, b.soort, b.periode, b.bezet, b.maximum
from bezetting b
where b.bezet > b.maximum or b.bezet < 0;

--: every counter counts the running matches of its holder
with loopt as (
	select k.aanbod_id, k.vrijwilliger_id, k.bedrijf_id, k.kring_id, k.datum, k.dagdeel, k.uitloop from koppeling k
	where koppeling_loopt(k.status)
), telt as (
	select l.aanbod_id as houder, 'tijdvak' as soort,
		(l.datum - date '1970-01-01') * 3 + case d.dagdeel when 'ochtend' then 0 when 'middag' then 1 else 2 end as periode
	from loopt l cross join lateral (values (l.dagdeel), (l.uitloop)) d (dagdeel)
	where d.dagdeel is not null
	union all
	select h.houder, 'week', to_char(l.datum, 'IYYYIW')::int4
	from loopt l cross join lateral (values (l.vrijwilliger_id), (l.bedrijf_id), (l.kring_id)) h (houder)
	where h.houder is not null
	union all
	select h.houder, 'schooljaar', extract(year from l.datum - interval '7 months')::int4
	from loopt l cross join lateral (values (l.vrijwilliger_id), (l.bedrijf_id), (l.kring_id)) h (houder)
	where h.houder is not null
), som as (
	select t.houder, t.soort, t.periode, count(*) as aantal from telt t group by t.houder, t.soort, t.periode
)
select houder, soort, periode, s.aantal, b.bezet
from som s full join bezetting b using (houder, soort, periode)
where coalesce(s.aantal, 0) <> coalesce(b.bezet, 0);

--: every quotum counts the open requests of its school, or the proposals to its company in its week, and is kept
with telt as (
	select a.school_id as houder, 'open' as soort, 0 as periode from aanvraag a where a.status = 'open'
	union all
	select k.bedrijf_id, 'voorstel', to_char(g.op at time zone 'Europe/Amsterdam', 'IYYYIW')::int4
	from koppeling k join geschiedenis g on g.koppeling_id = k.id
	where k.bedrijf_id is not null and g.stap in ('voorstellen', 'heropenen', 'invallen')
), som as (
	select t.houder, t.soort, t.periode, count(*) as aantal from telt t group by t.houder, t.soort, t.periode
)
select houder, soort, periode, s.aantal, q.gebruikt, q.maximum
from som s full join quotum q using (houder, soort, periode)
where coalesce(s.aantal, 0) <> coalesce(q.gebruikt, 0) or q.gebruikt > q.maximum;

--: every count of a supplier is that of its answers and marks
with antwoord as (
	-- The first answer to each approval: what is approved again is asked again.
	select distinct on (v.koppeling_id, v.volgnummer) v.koppeling_id, v.op as gevraagd_op, g.op, g.naar
	from geschiedenis v
	join geschiedenis g on g.koppeling_id = v.koppeling_id and g.volgnummer > v.volgnummer
	where v.stap = 'goedkeuren' and v.naar = 'goedgekeurd' and g.van = 'goedgekeurd' and (g.naar = 'verlopen' or g.rol in ('bedrijf', 'vrijwilliger'))
		and not exists (select from geschiedenis t where t.koppeling_id = v.koppeling_id and t.stap = 'goedkeuren'
			and t.volgnummer > v.volgnummer and t.volgnummer < g.volgnummer)
	order by v.koppeling_id, v.volgnummer, g.volgnummer
), telt as (
	select h.houder, 1 as gevraagd, 0 as cijfers, 0 as som,
		case when a.naar <> 'verlopen' and a.op <= least(lower(k.tijdvak),
			na_schooldagen(k.school_id, a.gevraagd_op, t.reactie_schooldagen)) then 1 else 0 end as op_tijd
	from antwoord a
	join koppeling k on k.id = a.koppeling_id
	join termijn t on t.soort = k.soort
	cross join lateral (values (k.vrijwilliger_id), (k.bedrijf_id)) h (houder)
	union all
	select h.houder, 0, 1, w.cijfer * 100, 0
	from beoordeling w
	join koppeling k on k.id = w.koppeling_id
	cross join lateral (values (k.vrijwilliger_id), (k.bedrijf_id)) h (houder)
	where w.kant = 'school'
), som as (
	select t.houder, sum(t.gevraagd) as gevraagd, sum(t.op_tijd) as op_tijd, sum(t.cijfers) as cijfers, sum(t.som) as som
	from telt t where t.houder is not null group by t.houder
)
select houder, s.gevraagd, s.op_tijd, s.cijfers, s.som, t.gevraagd, t.op_tijd, t.cijfers, t.cijfer_som
from som s full join telling t using (houder)
where (s.gevraagd, s.op_tijd, s.cijfers, s.som) is distinct from (t.gevraagd, t.op_tijd, t.cijfers, t.cijfer_som);

--: every type has one version of its weights in force, and these sum to 1000
select v.soort, count(*) filter (where v.status = 'actief') as actief, sum(f.som) filter (where v.status = 'actief') as som
from gewicht_versie v
left join (select f.soort, f.versie, sum(f.gewicht) as som from gewicht_factor f group by f.soort, f.versie) f
	on f.soort = v.soort and f.versie = v.versie
group by v.soort
having count(*) filter (where v.status = 'actief') <> 1 or sum(f.som) filter (where v.status = 'actief') is distinct from 1000;

--: every history is a path in the table of steps
select g.koppeling_id, g.volgnummer, g.van, g.naar, g.rol
from geschiedenis g
left join geschiedenis v on v.koppeling_id = g.koppeling_id and v.volgnummer = g.volgnummer - 1
where g.van is distinct from v.naar
	or (not exists (select from toestand_stap s where s.van = coalesce(g.van, '') and s.naar = g.naar and s.rol = g.rol)
		and not (g.stap = 'bevestigen' and g.van = 'goedgekeurd' and g.naar = 'goedgekeurd'
			and g.rol in ('school', 'bedrijf', 'vrijwilliger'))
		and not (g.stap = 'goedkeuren' and g.van = 'voorgesteld' and g.naar = 'voorgesteld'
			and g.rol in ('medewerker', 'kringcoordinator')));

--: what asks for two persons was approved by two, and neither proposed it
with twee as (
	select k.id, k.voorgesteld_door, k.eerste_door, (
		select g.account_id from geschiedenis g
		where g.koppeling_id = k.id and g.stap = 'goedkeuren' and g.naar = 'goedgekeurd'
		order by g.volgnummer desc limit 1) as tweede_door
	from koppeling k
	where k.vier_ogen and k.status in ('goedgekeurd', 'bevestigd', 'ingepland', 'afgerond', 'geevalueerd')
)
select t.id
from twee t
where t.eerste_door is null or t.tweede_door is null or t.eerste_door = t.tweede_door
	or t.voorgesteld_door in (t.eerste_door, t.tweede_door);

--: what waits for staff is what the states of matches and requests say
with wacht as (
	select k.id, case k.status when 'voorgesteld' then 'voorstel' else 'weggebleven' end as wat
	from koppeling k
	where k.status = 'voorgesteld' and k.halte = 0 and k.verloopt_op > now()
		or k.status = 'niet_verschenen' and k.gewijzigd_op + interval '14 days' > now()
			and not exists (select from betwisting b where b.koppeling_id = k.id and b.sinds >= k.gewijzigd_op)
	union all
	select b.koppeling_id, 'betwist' from betwisting b where b.beslecht_op is null and b.sinds + interval '90 days' > now()
	union all
	select k.aanvraag_id, 'rondgang' from koppeling k
	where k.status = 'voorgesteld' and k.halte > 0
	group by k.aanvraag_id
	having min(k.verloopt_op) > now()
	union all
	select a.id, 'aanvraag' from aanvraag a
	where a.status = 'open' and (a.tot_datum + 1)::timestamp at time zone 'Europe/Amsterdam' > now()
		and (select count(*) from koppeling k where k.aanvraag_id = a.id and koppeling_loopt(k.status)) < coalesce(a.haltes_min, 1)
		and not exists (select from koppeling k where k.aanvraag_id = a.id and k.halte > 0 and k.status = 'voorgesteld')
		and not exists (select from bijvulling b where b.aanvraag_id = a.id and b.status = 'wacht')
	union all
	select r.id, 'reservering' from reservering r
	join faciliteit f on f.id = r.faciliteit_id
	where r.status = 'gevraagd' and r.verloopt_op > now() and num_nonnulls(f.school_id, f.bedrijf_id) = 0
	union all
	select i.id, 'inschrijving' from inschrijving i
	join plek p on p.id = i.plek_id
	where i.status = 'gevraagd' and lower(i.tijd) > now() and p.bedrijf_id is null
)
select coalesce(v.id, w.id), v.wat, w.wat
from wacht v
full join (select w.id, w.wat from werkvoorraad w where w.wat <> 'antwoord' and w.eindigt_op > now()) w on w.id = v.id
where v.wat is distinct from w.wat;

--: every history ends where the match stands, without a gap
select k.id, k.status, k.versie, h.aantal, h.laatste
from koppeling k
left join (select g.koppeling_id, count(*) as aantal, max(g.volgnummer) as laatste from geschiedenis g group by g.koppeling_id) h
	on h.koppeling_id = k.id
left join geschiedenis e on e.koppeling_id = k.id and e.volgnummer = h.laatste
where k.versie is distinct from h.aantal or k.versie is distinct from h.laatste or k.status is distinct from e.naar;

--: one audit row for each step
select coalesce(g.koppeling_id, a.rij), coalesce(g.volgnummer, a.versie), a.aantal
from geschiedenis g
full join (select a.rij, a.versie, a.handeling, count(*) as aantal from audit a where a.tabel = 'koppeling'
	group by a.rij, a.versie, a.handeling) a
	on a.rij = g.koppeling_id and a.versie = g.volgnummer and a.handeling = g.stap
where a.aantal is distinct from 1 or g.koppeling_id is null;

--: one event for each step
select coalesce(g.koppeling_id, e.onderwerp), coalesce(g.volgnummer, e.versie), e.aantal
from geschiedenis g
full join (select e.onderwerp, e.versie, e.soort, count(*) as aantal from gebeurtenis e where e.soort like 'koppeling.%'
	group by e.onderwerp, e.versie, e.soort) e
	on e.onderwerp = g.koppeling_id and e.versie = g.volgnummer and e.soort = 'koppeling.' || g.stap
where e.aantal is distinct from 1 or g.koppeling_id is null;

--: one audit row and one event for each version of a request
select v.id, v.versie
from (select a.id, generate_series(1, a.versie) as versie from aanvraag a) v
left join (select a.rij, a.versie, count(*) as aantal from audit a where a.tabel = 'aanvraag' group by a.rij, a.versie) a
	on a.rij = v.id and a.versie = v.versie
left join (select e.onderwerp, e.versie, count(*) as aantal from gebeurtenis e where e.soort like 'aanvraag.%'
	group by e.onderwerp, e.versie) e
	on e.onderwerp = v.id and e.versie = v.versie
where (a.aantal is distinct from 1 or e.aantal is distinct from 1)
	and exists (select from gebeurtenis b where b.onderwerp = v.id and b.soort = 'aanvraag.gemaakt');

--: a request is linked exactly when its lesson stands in the calendar; one for a rondgang when it stands
select a.id, a.status
from aanvraag a
where (a.status = 'gekoppeld') <> case when a.haltes is not null then rondgang_staat(a.id) else exists (select from koppeling k
	where k.aanvraag_id = a.id and k.status in ('ingepland', 'afgerond', 'geevalueerd')) end;

--: every end of a match that is refilled has one row that says what came of it
select g.koppeling_id, g.volgnummer
from geschiedenis g
where exists (select from toestand_stap s where s.van = g.van and s.naar = g.naar and s.rol = g.rol and 'bijvullen' = any (s.gevolgen))
	and not exists (select from bijvulling b where b.koppeling_id = g.koppeling_id and b.koppeling_versie = g.volgnummer);

--: the system proposes only what was to be refilled, and each once
select g.koppeling_id
from geschiedenis g
left join bijvulling b on b.voorstel_id = g.koppeling_id
left join koppeling k on k.id = g.koppeling_id
where g.stap = 'voorstellen' and g.rol = 'systeem' and (b.id is null or b.aanvraag_id <> k.aanvraag_id);

--: nothing waits to be refilled that has a match, or is not asked any more
select b.id
from bijvulling b
join aanvraag a on a.id = b.aanvraag_id
where b.status = 'wacht' and (a.status <> 'open'
	or exists (select from koppeling k where k.aanvraag_id = b.aanvraag_id and k.halte = b.halte and koppeling_loopt(k.status)));

--: a question for a stand-in has one yes when it is filled, that of its match, and none before
select v.id, v.status
from invalvraag v
left join koppeling k on k.id = v.voorstel_id
where (select count(*) from invaller i where i.invalvraag_id = v.id and i.status = 'ja') <> case v.status when 'vervuld' then 1 else 0 end
	or (v.status = 'vervuld' and not exists (select from invaller i where i.invalvraag_id = v.id and i.status = 'ja'
		and i.aanbod_id = k.aanbod_id and k.aanvraag_id = v.aanvraag_id and k.datum = v.datum and k.dagdeel = v.dagdeel))
	or (v.status <> 'open' and exists (select from invaller i where i.invalvraag_id = v.id and i.status = 'gevraagd'));

--: nobody stands in who was not asked
select g.koppeling_id
from geschiedenis g
where g.stap = 'invallen' and not exists (select from invalvraag v where v.voorstel_id = g.koppeling_id);

--: every match stands in the half-day of its last proposal or move, and a side moved only to what the other one proposed
select k.id, k.datum, k.dagdeel
from koppeling k
cross join lateral (select g.halve_dag from geschiedenis g
	where g.koppeling_id = k.id and g.halve_dag is not null
	order by g.volgnummer desc limit 1) l
where l.halve_dag <> halve_dag(k.datum, k.dagdeel)
union all
select g.koppeling_id, g.op::date, g.rol
from geschiedenis g
where g.stap = 'verzetten' and g.rol <> 'medewerker' and not exists (select from verzetvoorstel v
	where v.koppeling_id = g.koppeling_id and v.gekozen = g.halve_dag and (v.kant = 'school') <> (g.rol = 'school'));

--: every real time lies within its half-day
select t.id
from tijd t
join koppeling k on k.id = t.id
where t.begint_op is not null and not tstzrange(t.begint_op, t.eindigt_op, '[]') <@ dagdeel_uren(k.datum, k.dagdeel);

--: no proposal to move waits for what is not in the calendar
select v.id
from verzetvoorstel v
join koppeling k on k.id = v.koppeling_id
where v.status = 'open' and k.status <> 'ingepland';

--: no key without its answer
select i.operatie, i.sleutel from idempotentie i where i.status is null or i.antwoord is null;

--: no facility holds more than fits, and each counter counts its bookings
with telt as (
	select r.faciliteit_id, (r.datum - date '1970-01-01') * 3
			+ case r.dagdeel when 'ochtend' then 0 when 'middag' then 1 else 2 end as halve_dag, sum(r.aantal) as aantal
	from reservering r
	where r.status in ('gevraagd', 'bevestigd')
	group by 1, 2
)
select faciliteit_id, halve_dag, t.aantal, b.bezet, b.maximum
from telt t full join faciliteit_bezetting b using (faciliteit_id, halve_dag)
where coalesce(t.aantal, 0) <> coalesce(b.bezet, 0) or b.bezet > b.maximum;

--: no booking stands for a match that does not run
select r.id
from reservering r
join koppeling k on k.id = r.koppeling_id
where r.status in ('gevraagd', 'bevestigd') and not koppeling_loopt(k.status);

--: no place of an event holds more than fits, and its counter counts its bookings
select p.id, p.bezet, p.capaciteit
from plek p
where p.bezet > p.capaciteit or p.bezet <> coalesce((select sum(i.aantal) from inschrijving i
	where i.plek_id = p.id and i.status in ('gevraagd', 'bevestigd')), 0);

--: no class and nobody at two places at once, and a volunteer takes one
select i.id, j.id
from inschrijving i
join inschrijving j on j.id > i.id and j.tijd && i.tijd and (j.klas_id = i.klas_id or j.vrijwilliger_id = i.vrijwilliger_id)
where i.status in ('gevraagd', 'bevestigd') and j.status in ('gevraagd', 'bevestigd')
union all
select i.id, i.vrijwilliger_id from inschrijving i where i.vrijwilliger_id is not null and i.aantal > 1;

--: no class and nobody at an event and in a running match in one half-day
select i.id, k.id
from inschrijving i
join koppeling k on (k.vrijwilliger_id = i.vrijwilliger_id or k.klas_id = i.klas_id)
	and halve_dag(k.datum, k.dagdeel) = any (tijd_halve_dagen(i.tijd))
where i.status in ('gevraagd', 'bevestigd') and koppeling_loopt(k.status);
