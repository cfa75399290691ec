-- units by identities
SELECT source, association_id FROM "UNIFIED_STAGING"."association_link" WHERE from_node IN (SELECT c.node FROM changed AS c) OR to_node IN (SELECT c.node FROM changed AS c);

SELECT t.*, CASE WHEN t.from_kind = 'interaction' THEN t.from_node ELSE f.entity_id END AS from_entity,
CASE WHEN t.to_kind = 'interaction' THEN t.to_node ELSE o.entity_id END AS to_entity
FROM (
SELECT 'calls' || '/association/' || a.association_id AS association_key, 'calls' AS source, a.association_id, a.from_kind, CASE WHEN a.from_kind = 'interaction' THEN '' ELSE CASE a.from_kind WHEN 'person' THEN 'contact' WHEN 'interaction_participant' THEN 'contact' WHEN 'organization' THEN 'company' WHEN 'opportunity' THEN 'deal' END || '/' END || 'calls' || '/' || a.from_kind || '/' || a.from_id AS from_node, a.to_kind, CASE WHEN a.to_kind = 'interaction' THEN '' ELSE CASE a.to_kind WHEN 'person' THEN 'contact' WHEN 'interaction_participant' THEN 'contact' WHEN 'organization' THEN 'company' WHEN 'opportunity' THEN 'deal' END || '/' END || 'calls' || '/' || a.to_kind || '/' || a.to_id AS to_node, a.relation, a.timing, a.is_primary FROM "calls_staging"."association" AS a
UNION ALL
SELECT 'crm' || '/association/' || a.association_id AS association_key, 'crm' AS source, a.association_id, a.from_kind, CASE WHEN a.from_kind = 'interaction' THEN '' ELSE CASE a.from_kind WHEN 'person' THEN 'contact' WHEN 'interaction_participant' THEN 'contact' WHEN 'organization' THEN 'company' WHEN 'opportunity' THEN 'deal' END || '/' END || 'crm' || '/' || a.from_kind || '/' || a.from_id AS from_node, a.to_kind, CASE WHEN a.to_kind = 'interaction' THEN '' ELSE CASE a.to_kind WHEN 'person' THEN 'contact' WHEN 'interaction_participant' THEN 'contact' WHEN 'organization' THEN 'company' WHEN 'opportunity' THEN 'deal' END || '/' END || 'crm' || '/' || a.to_kind || '/' || a.to_id AS to_node, a.relation, a.timing, a.is_primary FROM "crm_staging"."association" AS a
) AS t
LEFT JOIN "UNIFIED_STAGING"."identity" AS f ON f.node = t.from_node
LEFT JOIN "UNIFIED_STAGING"."identity" AS o ON o.node = t.to_node
