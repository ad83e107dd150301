-- What was called off, with its request held, for whoever asks for a stand-in: whether it is to be called off so late, and both had said yes.
-- in: koppeling_id uuid, nu timestamptz
-- out: aanvraag_id uuid, school_id uuid, datum date, dagdeel text, begint_op timestamptz, school_naam text, afgezegd bool, kort_dag bool
-- rows: maybe
-- index: koppeling_uniek, aanvraag_uniek, school_uniek
select k.aanvraag_id, k.school_id, k.datum, k.dagdeel, lower(k.tijdvak) as begint_op, s.naam as school_naam,
	k.status = 'geannuleerd' and k.school_bevestigd_op is not null as afgezegd,
	lower(k.tijdvak) > :nu::timestamptz and lower(k.tijdvak) < na_schooldagen(k.school_id, :nu::timestamptz, 1) as kort_dag
from koppeling k
join aanvraag a on a.id = k.aanvraag_id
join school s on s.id = k.school_id
where k.id = :koppeling_id::uuid
for no key update of a
