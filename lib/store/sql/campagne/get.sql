-- Campaigns by id, in the order of the list.
-- in: ids uuid[]
-- out: id uuid, soort text, titel text, omschrijving text?, van_datum date, tot_datum date, soorten text[], doel int4, status text,
--      versie int8
-- rows: many
-- seqscan: there are tens of campaigns
select c.id, c.soort, c.titel, c.omschrijving, c.van_datum, c.tot_datum, c.soorten, c.doel, c.status, c.versie
from campagne c
where c.id = any (:ids::uuid[])
order by c.id
