-- What a submission's deliveries are told of later belongs to the trace its portal began, whichever hub goes on with it.

alter table submission add column traceparent text;
comment on column submission.traceparent is
    'The hop it was accepted in, by W3C Trace Context: version, trace, hop and flags, and nothing that tells of a person.';
