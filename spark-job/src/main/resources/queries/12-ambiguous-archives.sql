-- In which archives do central directory, entries and RECORD disagree, so that two readers may see different contents?
-- Options: --newest, --project
SELECT f.filename, f.id, f.severity, f.path, f.detail
FROM findings f
WHERE f.id IN (
    'unrecorded_entry', 'phantom_record', 'unread_entry', 'prefix_bytes', 'gap_bytes', 'unlisted_entry',
    'overlapping_entries', 'trailing_bytes', 'cut_comment', 'second_end_record', 'directory_offset_differs',
    'entry_count_differs', 'zip64_differs', 'zip64_locator_differs', 'zip64_extensible_data', 'declared_bomb',
    'index_would_reject', 'duplicate_name', 'colliding_name',
    'name_differs', 'unicode_path_differs', 'undecodable_name', 'undeclared_encoding', 'control_character_in_name',
    'empty_name', 'unsafe_path', 'local_header_missing', 'size_differs', 'crc_differs', 'method_differs',
    'flags_differ', 'version_differs', 'time_differs', 'data_descriptor', 'malformed_extra_field',
    'duplicate_extra_field', 'entry_comment', 'other_disk', 'encrypted_entry', 'unusual_method', 'symbolic_link',
    'folder_with_data', 'stream_end_differs', 'record_hash_differs')
ORDER BY f.filename, f.wheel_path, f.id, f.path NULLS FIRST, f.detail
