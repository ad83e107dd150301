-- A yes to the words of one version.
-- in: id uuid, account_id uuid, doel text, versie int4, nu timestamptz
-- rows: none
insert into akkoord (id, account_id, doel, versie, gegeven_op)
values (:id::uuid, :account_id::uuid, :doel::text, :versie::int4, :nu::timestamptz)
