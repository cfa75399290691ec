SELECT p.interaction_id || '#' || p.number AS participant_id, 'hubspot' AS source, p.interaction_id AS interaction_id, p.person_id AS person_id, p.name AS name, CAST(NULL AS VARCHAR) AS email, CAST(NULL AS VARCHAR) AS phone, p.role AS role, p.is_internal AS is_internal, CAST(NULL AS DOUBLE) AS talk_seconds
FROM (WITH found AS (
SELECT interaction_id, owner_person_id AS person_id, CAST(NULL AS VARCHAR) AS name, CASE WHEN kind IN ('call', 'meeting') THEN 'host' WHEN kind <> 'email' THEN 'author' WHEN direction = 'outbound' THEN 'sender' WHEN direction = 'inbound' THEN 'recipient' END AS role, TRUE AS is_internal
FROM "HUBSPOT_STAGING"."interaction" AS i WHERE owner_person_id IS NOT NULL
UNION ALL
SELECT CASE WHEN a.from_type = 'contacts' THEN CASE a.to_type WHEN 'calls' THEN 'call' WHEN 'meetings' THEN 'meeting' WHEN 'emails' THEN 'email' WHEN 'communications' THEN 'communication' WHEN 'notes' THEN 'note' WHEN 'tasks' THEN 'task' END || ':' || a.to_id WHEN a.to_type = 'contacts' THEN CASE a.from_type WHEN 'calls' THEN 'call' WHEN 'meetings' THEN 'meeting' WHEN 'emails' THEN 'email' WHEN 'communications' THEN 'communication' WHEN 'notes' THEN 'note' WHEN 'tasks' THEN 'task' END || ':' || a.from_id END AS interaction_id,
'contact:' || CASE WHEN a.from_type = 'contacts' THEN a.from_id ELSE a.to_id END AS person_id,
CASE WHEN a.from_type = 'contacts' THEN a.from_name ELSE a.to_name END AS name,
CAST(NULL AS VARCHAR) AS role, CAST(NULL AS BOOLEAN) AS is_internal
FROM "HUBSPOT_MARTS"."associations" AS a
WHERE a.from_type = 'contacts' OR a.to_type = 'contacts'
),
people AS (
SELECT f.* FROM found AS f JOIN "HUBSPOT_STAGING"."interaction" AS i ON i.interaction_id = f.interaction_id
QUALIFY row_number() OVER (PARTITION BY f.interaction_id, f.person_id ORDER BY f.name NULLS LAST) = 1
)
SELECT *, row_number() OVER (PARTITION BY interaction_id ORDER BY person_id) AS number FROM people) AS p
