// isPluginFixture(): fixture names that pytest and widely used plugins give, or look for in a project's conftest files: no project is free to
// rename them. From the documentation of each; a plugin that is missing here is noticed where the project asks for its own override.

/** pytest's own, and names that are a plugin's beyond doubt. */
const always: ReadonlySet<string> = new Set(
  `cache capfd capfdbinary caplog capsys capsysbinary capteesys doctest_namespace monkeypatch pytestconfig pytester record_property
  record_testsuite_property record_xml_attribute recwarn request subtests testdir tmp_path tmp_path_factory tmpdir tmpdir_factory
  event_loop event_loop_policy unused_tcp_port unused_tcp_port_factory unused_udp_port unused_udp_port_factory anyio_backend
  anyio_backend_name anyio_backend_options transactional_db django_db_reset_sequences django_db_serialized_rollback django_user_model
  django_username_field django_assert_num_queries django_assert_max_num_queries django_capture_on_commit_callbacks django_db_setup
  django_db_modify_db_settings django_db_modify_db_settings_parallel_suffix django_db_modify_db_settings_tox_suffix
  django_db_modify_db_settings_xdist_suffix django_db_keepdb django_db_createdb django_db_use_migrations django_db_blocker
  django_mail_dnsname django_mail_patch_dns mailoutbox mocker class_mocker module_mocker package_mocker session_mocker worker_id
  testrun_uid celery_config celery_parameters celery_worker_parameters celery_worker_pool celery_enable_logging celery_includes
  use_celery_app_trap vcr_config vcr_cassette_dir vcr_cassette_name vcr_markers docker_compose_file docker_compose_project_name
  docker_compose_command aiohttp_client aiohttp_server aiohttp_raw_server aiohttp_client_cls httpx_mock requests_mock respx_mock
  assert_all_responses_were_requested non_mocked_hosts can_send_already_matched_responses faker_seed faker_session_locale
  httpserver_listen_address httpserver_ssl_context httpserver_timeout_settings browser_context_args browser_type_launch_args
  session_capabilities pytestbdd_strict_gherkin postgresql_proc`.split(/\s+/),
)

/** Names that anybody may use: a plugin's where the project shows that it has the plugin. */
const general: readonly (readonly [sign: RegExp, names: string])[] = [
  [/django/i, 'db admin_client admin_user client async_client rf async_rf live_server settings'],
  [/pytest[-_](flask|quart|sanic|tornado)/i, 'app client client_class config live_server accept_any accept_json accept_mimetype accept_jsonp'],
  [/aiohttp/i, 'loop proactor_loop'],
  [/anyio/i, 'free_tcp_port free_tcp_port_factory free_udp_port free_udp_port_factory'],
  [/celery/i, 'celery_app celery_session_app celery_worker celery_session_worker depends_on_current_app'],
  [/playwright/i, 'page browser context playwright browser_name browser_type browser_channel new_context base_url'],
  [/selenium/i, 'selenium driver capabilities driver_args driver_kwargs chrome_options firefox_options base_url'],
  [/pytest[-_]base[-_]url/i, 'base_url'],
  [/httpserver/i, 'httpserver make_httpserver'],
  [/localserver/i, 'httpserver httpsserver smtpserver'],
  [/benchmark/i, 'benchmark benchmark_weave'],
  [/faker/i, 'faker'],
  [/freez|time[-_]machine/i, 'freezer time_machine'],
  [/syrupy|snapshottest/i, 'snapshot'],
  [/vcr|recording/i, 'vcr record_mode disable_recording block_network'],
  [/pytest[-_]docker/i, 'docker_ip docker_services docker_cleanup docker_setup'],
  [/pytest[-_]cov/i, 'cov no_cover'],
  [/postgresql|pytest[-_]redis|pytest[-_]mysql/i, 'postgresql redisdb redis_proc mysql mysql_proc'],
]

/** True where the name is not the project's to give; `texts`: its configuration and files that show which plugins it uses. */
export function isPluginFixture(name: string, texts: () => Iterable<string>): boolean {
  if (always.has(name)) return true
  const signs = general.filter(([, names]) => names.split(' ').includes(name))
  if (signs.length === 0) return false
  for (const text of texts()) if (signs.some(([sign]) => sign.test(text))) return true
  return false
}
