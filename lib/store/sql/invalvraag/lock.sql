-- What was called off, with its request held, for whoever asks for a stand-in: whether it is to be called off so late, and both had said yes,
-- and whether something else runs for it.
-- in: koppeling_id uuid, nu timestamptz
-- out: aanvraag_id uuid, aanbod_id uuid, school_id uuid, datum date, dagdeel text, begint_op timestamptz, klas text, school_naam text, afgezegd bool, kort_dag bool, loopt bool, halte int4, onderwerp text, niveau int8, groepsgrootte int4
-- rows: maybe
-- index: koppeling_uniek, aanvraag_uniek, school_uniek, klas_uniek, tijd_uniek, koppeling_een_lopende_per_aanvraag
select k.aanvraag_id, k.aanbod_id, k.school_id, k.datum, k.dagdeel, t.van_op as begint_op, c.naam as klas, s.naam as school_naam,
	k.status = 'geannuleerd' and k.school_bevestigd_op is not null as afgezegd,
	t.van_op > :nu::timestamptz and t.van_op < na_schooldagen(k.school_id, :nu::timestamptz, 1) as kort_dag,
	exists (select from koppeling n where n.aanvraag_id = k.aanvraag_id and koppeling_loopt(n.status)) as loopt, k.halte,
	a.onderwerp, a.niveau, a.groepsgrootte
from koppeling k
join aanvraag a on a.id = k.aanvraag_id
join school s on s.id = k.school_id
join klas c on c.id = k.klas_id
cross join lateral koppeling_tijd(k.id, k.tijdvak, k.einde_datum, k.dagdeel) t
where k.id = :koppeling_id::uuid
for no key update of a
