-- Counts one more invitation of the day that ends at `tot_op`, of an account or for an organisation; no row when there were so many already. Who counts at the same
-- moment waits for the one before, until the end of its transaction.
-- in: account_id uuid?, organisatie uuid?, tot_op timestamptz, maximum int4
-- out: aantal int4
-- rows: maybe
-- index: uitnodiging_dag_uniek
insert into uitnodiging_dag as u (account_id, organisatie, tot_op, aantal)
values (:account_id::uuid, :organisatie::uuid, :tot_op::timestamptz, 1)
on conflict (account_id, organisatie, tot_op) do update set aantal = u.aantal + 1
where u.aantal < :maximum::int4
returning u.aantal
