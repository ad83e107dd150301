-- Who calls with this token, when the session still holds and the account is active; and as which member: the one that is
-- named, else the first. Without one there is no role.
-- in: token_hash bytea, lid_id uuid?, nu timestamptz, gezien_na timestamptz
-- out: sessie_id uuid, stand int8, verloopt_op timestamptz, token_verloopt_op timestamptz?, app_id uuid?, gezien_op timestamptz, met_code bool, bevestigd_op timestamptz?, account_id uuid, lid_id uuid?, rol text?, school_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?, kring_id uuid?, soorten text[], gemeenten text[], vertrouwenspersoon bool, engels bool
-- as: aanmelden: nobody is signed in yet
-- rows: maybe
-- index: sessie_uniek, account_uniek, lid_op_account
select s.id as sessie_id, s.stand, s.verloopt_op, s.token_verloopt_op, s.app_id, s.gezien_op, s.met_code, s.bevestigd_op, a.id as account_id, l.id as lid_id, l.rol, l.school_id, l.bedrijf_id, l.vrijwilliger_id, l.kring_id,
	coalesce(l.soorten, '{}') as soorten, coalesce(l.gemeenten, '{}') as gemeenten,
	coalesce(l.vertrouwenspersoon, false) as vertrouwenspersoon,
	a.taal = 'en' as engels
from sessie s
join account a on a.id = s.account_id
left join lateral (
	select m.id, m.rol, m.school_id, m.bedrijf_id, m.vrijwilliger_id, m.kring_id, m.soorten, m.gemeenten, m.vertrouwenspersoon
	from lid m
	where m.account_id = a.id
		and m.status = 'actief'
		and (:lid_id::uuid is null or m.id = :lid_id::uuid)
	order by m.id
	limit 1
) l on true
where s.token_hash = :token_hash::bytea
	and s.verloopt_op > :nu::timestamptz
	and (s.token_verloopt_op is null or s.token_verloopt_op > :nu::timestamptz)
	and s.gezien_op > :gezien_na::timestamptz
	and a.actief
