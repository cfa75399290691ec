SELECT e.entity_id AS contact_id, e.interaction_id, e.evidence, i.source, i.kind, i.direction, i.started_at, i.title
FROM (
SELECT entity_id, interaction_id, CASE min(place) WHEN 1 THEN 'participant' WHEN 2 THEN 'association' END AS evidence FROM (
SELECT contact_id AS entity_id, interaction_id, 1 AS place FROM "UNIFIED"."interaction_participants" AS p WHERE contact_id IS NOT NULL
UNION ALL
SELECT entity_id, interaction_id, 2 FROM (
SELECT a.from_entity AS interaction_id, a.to_entity AS entity_id FROM "UNIFIED_STAGING"."association_link" AS a WHERE a.from_kind = 'interaction' AND a.to_kind = 'person' AND a.to_entity IS NOT NULL
UNION SELECT a.to_entity, a.from_entity FROM "UNIFIED_STAGING"."association_link" AS a WHERE a.to_kind = 'interaction' AND a.from_kind = 'person' AND a.from_entity IS NOT NULL
) AS s
) AS found GROUP BY entity_id, interaction_id
) AS e JOIN "UNIFIED"."interactions" AS i ON i.interaction_id = e.interaction_id
