-- units by owners
SELECT source, source_id FROM "UNIFIED"."interactions" WHERE 'contact/' || source || '/person/' || owner_person_id IN (SELECT c.node FROM changed AS c);

SELECT t.*, o.entity_id AS owner_contact_id FROM (
SELECT 'calls' || '/interaction/' || i.interaction_id AS interaction_id, i.interaction_id AS source_id, i.source, i.record_type, i.record_id, i.kind, i.direction, i.started_at, i.ended_at, i.duration_seconds, i.title, i.summary, i.body, i.channel, i.thread_id, i.outcome, i.owner_person_id, i.url, i.created_at, i.updated_at FROM "calls_staging"."interaction" AS i
UNION ALL
SELECT 'crm' || '/interaction/' || i.interaction_id AS interaction_id, i.interaction_id AS source_id, i.source, i.record_type, i.record_id, i.kind, i.direction, i.started_at, i.ended_at, i.duration_seconds, i.title, i.summary, i.body, i.channel, i.thread_id, i.outcome, i.owner_person_id, i.url, i.created_at, i.updated_at FROM "crm_staging"."interaction" AS i
) AS t
LEFT JOIN "UNIFIED_STAGING"."identity" AS o ON o.node = 'contact/' || t.source || '/person/' || t.owner_person_id
