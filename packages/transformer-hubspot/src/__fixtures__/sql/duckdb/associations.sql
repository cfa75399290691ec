SELECT a.*, n.name AS to_name, n.record_id IS NOT NULL AS is_to_loaded FROM "HUBSPOT_STAGING"."association_fact" AS a
LEFT JOIN "HUBSPOT_STAGING"."record_name" AS n ON n.object_type = a.to_type AND n.record_id = a.to_id
