-- What an account is a member of, or asked to be, the oldest first.
-- in: account_id uuid
-- out: id uuid, rol text, naam text?, status text, school_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?, kring_id uuid?
-- rows: many
-- index: lid_op_account, school_uniek, bedrijf_uniek, kring_uniek
select l.id, l.rol, coalesce(s.naam, b.naam, k.naam) as naam, l.status, l.school_id, l.bedrijf_id, l.vrijwilliger_id, l.kring_id
from lid l
left join school s on s.id = l.school_id
left join bedrijf b on b.id = l.bedrijf_id
left join kring k on k.id = l.kring_id
where l.account_id = :account_id::uuid and l.status <> 'beeindigd'
order by l.id
limit 100
