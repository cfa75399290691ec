-- units by deals
SELECT from_entity FROM "UNIFIED_STAGING".association_link WHERE from_kind = 'interaction' AND to_kind = 'opportunity' AND to_entity IN (SELECT c.deal_id FROM changed AS c) UNION SELECT to_entity FROM "UNIFIED_STAGING".association_link WHERE to_kind = 'interaction' AND from_kind = 'opportunity' AND from_entity IN (SELECT c.deal_id FROM changed AS c);

-- units by contacts
SELECT interaction_id FROM "UNIFIED".interaction_participants WHERE contact_id IN (SELECT c.contact_id FROM changed AS c);

SELECT e.entity_id AS company_id, e.interaction_id, e.evidence, i.source, i.kind, i.direction, i.started_at, i.title
FROM (
SELECT entity_id, interaction_id, CASE min(place) WHEN 1 THEN 'association' WHEN 2 THEN 'deal' WHEN 3 THEN 'participant' END AS evidence FROM (
SELECT entity_id, interaction_id, 1 AS place FROM (
SELECT a.from_entity AS interaction_id, a.to_entity AS entity_id FROM "UNIFIED_STAGING"."association_link" AS a WHERE a.from_kind = 'interaction' AND a.to_kind = 'organization' AND a.to_entity IS NOT NULL
UNION SELECT a.to_entity, a.from_entity FROM "UNIFIED_STAGING"."association_link" AS a WHERE a.to_kind = 'interaction' AND a.from_kind = 'organization' AND a.from_entity IS NOT NULL
) AS s
UNION ALL
SELECT d.company_id, s.interaction_id, 2 FROM (
SELECT a.from_entity AS interaction_id, a.to_entity AS entity_id FROM "UNIFIED_STAGING"."association_link" AS a WHERE a.from_kind = 'interaction' AND a.to_kind = 'opportunity' AND a.to_entity IS NOT NULL
UNION SELECT a.to_entity, a.from_entity FROM "UNIFIED_STAGING"."association_link" AS a WHERE a.to_kind = 'interaction' AND a.from_kind = 'opportunity' AND a.from_entity IS NOT NULL
) AS s JOIN "UNIFIED"."deals" AS d ON d.deal_id = s.entity_id WHERE d.company_id IS NOT NULL
UNION ALL
SELECT c.company_id, p.interaction_id, 3 FROM "UNIFIED"."interaction_participants" AS p JOIN "UNIFIED"."contacts" AS c ON c.contact_id = p.contact_id WHERE c.company_id IS NOT NULL AND p.is_internal IS DISTINCT FROM TRUE
) AS found GROUP BY entity_id, interaction_id
) AS e JOIN "UNIFIED"."interactions" AS i ON i.interaction_id = e.interaction_id
