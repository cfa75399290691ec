-- units by identities
SELECT split_part(c.node, '/', 2), substr(c.node, length(split_part(c.node, '/', 1)) + length(split_part(c.node, '/', 2)) + length(split_part(c.node, '/', 3)) + 4) FROM changed AS c WHERE c.node LIKE '%/interaction_participant/%';

SELECT t.*, i.entity_id AS contact_id FROM (
SELECT 'calls' || '/interaction_participant/' || p.participant_id AS participant_id, p.participant_id AS source_id, 'calls' || '/interaction/' || p.interaction_id AS interaction_id, p.source, p.person_id, p.name, p.email, p.phone, p.role, p.is_internal, p.talk_seconds FROM "calls_staging"."interaction_participant" AS p
UNION ALL
SELECT 'crm' || '/interaction_participant/' || p.participant_id AS participant_id, p.participant_id AS source_id, 'crm' || '/interaction/' || p.interaction_id AS interaction_id, p.source, p.person_id, p.name, p.email, p.phone, p.role, p.is_internal, p.talk_seconds FROM "crm_staging"."interaction_participant" AS p
) AS t
LEFT JOIN "UNIFIED_STAGING"."identity" AS i ON i.node = 'contact/' || t.participant_id
