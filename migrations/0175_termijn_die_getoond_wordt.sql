-- What is shown of a match stays the same as long as its version does: the term that a rondgang cuts short, because too few companies are left, is shown as it was until
-- the match ends by it. Old code keeps working: it shows the short one.
set local lock_timeout = '5s';

alter table koppeling add column verloopt_eerst_op timestamptz;
comment on column koppeling.verloopt_eerst_op is 'the term that it had before it was cut short; null: verloopt_op is it';

create or replace function rondgang_houdt_op(van uuid, einde uuid, vertel bool, nu timestamptz) returns void
	language plpgsql security definer set search_path = public, pg_temp as $$
begin
	update koppeling k set verloopt_op = nu, verloopt_eerst_op = coalesce(k.verloopt_eerst_op, k.verloopt_op)
	where k.aanvraag_id = van and k.halte > 0 and k.status in ('voorgesteld', 'goedgekeurd', 'bevestigd') and k.verloopt_op > nu;
	delete from bericht b using koppeling k
	where k.aanvraag_id = van and k.halte > 0 and b.koppeling_id = k.id and b.kant = 'school'
		and (b.brief in ('voorstel', 'voorstel_nieuw', 'voorstel_vervalt') or b.brief = 'afgezegd' and k.id = einde);
	if vertel then
		insert into bericht (koppeling_id, kant, brief, op) values (einde, 'school', 'rondgang_te_weinig', nu)
		on conflict (koppeling_id, kant, brief) do nothing;
	end if;
end $$;

-- A step gives it the term that goes with it.
create function koppeling_eigen_termijn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	new.verloopt_eerst_op := null;
	return new;
end $$;
create trigger koppeling_eigen_termijn before update of status on koppeling for each row
	when (new.verloopt_eerst_op is not null and old.status is distinct from new.status) execute function koppeling_eigen_termijn();
