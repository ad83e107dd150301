-- How many values stand open still: those of before they were sealed.
-- out: aantal int8
-- as: systeem: it counts whatever is to be sealed
-- rows: one
-- seqscan: it looks at all of them, for a command
select ((select count(*) from account a where a.email_open is not null)
	+ (select count(*) from vrijwilliger v where num_nonnulls(v.email_open, v.telefoon_open) > 0)
	+ (select count(*) from bedrijf b where b.telefoon_open is not null)
	+ (select count(*) from bezwaar b where num_nonnulls(b.reden_open, b.toelichting_open) > 0))::int8 as aantal
