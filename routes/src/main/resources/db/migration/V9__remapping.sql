-- A delivery whose dossier was made anew from the form, once the mapping was corrected. Those of its submission that went before keep theirs.

alter table delivery
    add dossier_id     bigint references sealed,
    add dossier_schema smallint;
comment on column delivery.dossier_id is 'Its own dossier; null: the submission''s.';
create index delivery_by_dossier on delivery (dossier_id) where dossier_id is not null;
