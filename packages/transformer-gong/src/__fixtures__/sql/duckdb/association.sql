SELECT a.association_id AS association_id, 'gong' AS source, 'interaction' AS from_kind, a.from_id AS from_id, a.to_kind AS to_kind, a.to_id AS to_id, 'about' AS relation, a.timing AS timing, CAST(NULL AS BOOLEAN) AS is_primary, 'call' AS origin_type, a.call_id AS origin_id
FROM (SELECT *, md5(CAST(to_json(['interaction', from_id, to_kind, to_id, 'about', timing]) AS VARCHAR)) AS association_id FROM (
SELECT DISTINCT l.call_id, 'call:' || l.call_id AS from_id, CASE l.object_type WHEN 'Account' THEN 'organization' WHEN 'Opportunity' THEN 'opportunity' END AS to_kind,
lower(l.object_type) || ':' || l.system || ':' || l.object_id AS to_id, CASE l.timing WHEN 'TimeOfCall' THEN 'then' ELSE 'now' END AS timing
FROM "GONG_MARTS"."call_crm_links" AS l WHERE l.object_type IN ('Account', 'Opportunity')
) AS linked) AS a
