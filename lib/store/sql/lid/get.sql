-- Members by id that the caller may see: staff all, an organisation its own, everyone oneself. Who never said yes to an invitation
-- (`uitgenodigd`) is shown as the inviter typed them, to everybody; their account is not.
-- in: ids uuid[], alle bool, account_id uuid, school_id uuid, bedrijf_id uuid, kring_id uuid
-- out: id uuid, account_id uuid, naam text, email bytea?, uitgenodigd bool, rol text, school_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?, kring_id uuid?, organisatie text?, soorten text[], gemeenten text[], vertrouwenspersoon bool, status text, versie int8, gemaakt_op timestamptz, gewijzigd_op timestamptz
-- rows: many
-- index: lid_uniek, account_uniek, school_uniek, bedrijf_uniek, vrijwilliger_uniek
select l.id, l.account_id,
	case when l.uitgenodigd_als is not null then l.uitgenodigd_als
		when a.beperkt_op is not null and a.id <> :account_id::uuid then 'Afgeschermd' else a.naam end as naam,
	case when l.uitgenodigd_als is not null then l.uitgenodigd_email
		when a.beperkt_op is null or a.id = :account_id::uuid then a.email end as email,
	l.uitgenodigd_als is not null as uitgenodigd, l.rol, l.school_id, l.bedrijf_id, l.vrijwilliger_id, l.kring_id,
	coalesce(s.naam, b.naam, k.naam) as organisatie, l.soorten, l.gemeenten, l.vertrouwenspersoon, l.status, l.versie, l.gemaakt_op, l.gewijzigd_op
from lid l
join account a on a.id = l.account_id
left join school s on s.id = l.school_id
left join bedrijf b on b.id = l.bedrijf_id
left join kring k on k.id = l.kring_id
where l.id = any (:ids::uuid[])
	and (:alle::bool or l.account_id = :account_id::uuid or l.school_id = :school_id::uuid
		or l.bedrijf_id = :bedrijf_id::uuid or l.kring_id = :kring_id::uuid
		or (select v.bedrijf_id from vrijwilliger v where v.id = l.vrijwilliger_id) = :bedrijf_id::uuid)
order by l.id
