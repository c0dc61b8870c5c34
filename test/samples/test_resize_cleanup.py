#    Licensed under the Apache License, Version 2.0 (the "License"); you may
#    not use this file except in compliance with the License. You may obtain
#    a copy of the License at
#
#         http://www.apache.org/licenses/LICENSE-2.0
#
#    Unless required by applicable law or agreed to in writing, software
#    distributed under the License is distributed on an "AS IS" BASIS, WITHOUT
#    WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied. See the
#    License for the specific language governing permissions and limitations
#    under the License.

import time
from unittest import mock

from stratus import context as stratus_context
from stratus import exception
from stratus import objects
from stratus.tests.functional import integrated_helpers


class TestResizeCleanup(integrated_helpers.ProviderUsageBaseTestCase):
    """Regression test for allocations that a failed resize leaves behind.

    A resize holds resources on the source and on the dest host until it is
    confirmed or reverted. When it fails on the dest host the allocation there
    used to stay, so that the host filled up with servers that it never ran.
    """
    compute_driver = 'fake.MediumFakeDriver'

    def setUp(self):
        super(TestResizeCleanup, self).setUp()
        self.context = stratus_context.get_admin_context()
        self.compute1 = self._start_compute(host='host1')
        self.compute2 = self._start_compute(host='host2')

    def _wait_for_migration_status(self, server, status):
        for attempt in range(20):
            migrations = objects.MigrationList.get_by_filters(
                self.context,
                {'instance_uuid': server['id'], 'status': status}
            )
            if migrations:
                return migrations[0]
            time.sleep(0.5)
        self.fail('No migration of %s became %s' % (server['id'], status))

    def _resize_and_assert_error(self, server, flavor, dest_host):
        req = {
            'resize': {
                'flavorRef': flavor['id'],
            }
        }
        self.api.post_server_action(server['id'], req)
        self._wait_for_migration_status(server, 'error')
        server = self._wait_for_state_change(server, 'ERROR')
        self.assertNotEqual(dest_host, server['OS-EXT-SRV-ATTR:host'])
        return server

    def test_resize_cleanup(self):
        flavors = self.api.get_flavors()
        flavor1 = flavors[0]
        flavor2 = flavors[1]
        source_host = self.compute1.host
        dest_host = self.compute2.host
        source_rp_uuid = self._get_provider_uuid_by_host(source_host)
        dest_rp_uuid = self._get_provider_uuid_by_host(dest_host)

        # Boot a server on the source host, with the small flavor.
        req = self._build_server(
            name='resize-cleanup',
            flavor_id=flavor1['id'],
            networks='none',
            host=source_host
        )
        server = self.api.post_server({'server': req})
        server = self._wait_for_state_change(server, 'ACTIVE')
        self.assertEqual(source_host, server['OS-EXT-SRV-ATTR:host'])
        self.assertFlavorMatchesUsage(source_rp_uuid, flavor1)

        # The dest host fails once it has claimed the resources.
        with mock.patch.object(
            self.compute2.driver,
            'finish_migration',
            side_effect=exception.MigrationError(reason='no disk'),
        ):
            server = self._resize_and_assert_error(server, flavor2, dest_host)
        time.sleep(2)
        self.assertFlavorMatchesUsage(source_rp_uuid, flavor1)
        self.assertRequestMatchesUsage(
            {'VCPU': 0, 'MEMORY_MB': 0, 'DISK_GB': 0},
            dest_rp_uuid
        )

        # Back to work: the same resize succeeds when the host is healthy.
        self.api.post_server_action(
            server['id'],
            {'os-resetState': {'state': 'active'}},
        )
        server = self._wait_for_state_change(server, 'ACTIVE')
        self.api.post_server_action(
            server['id'], {'resize': {'flavorRef': flavor2['id']}})
        server = self._wait_for_state_change(server, 'VERIFY_RESIZE')
        self.assertEqual(dest_host, server['OS-EXT-SRV-ATTR:host'])
        self.assertFlavorMatchesUsage(dest_rp_uuid, flavor2)
        self.assertFlavorMatchesUsage(source_rp_uuid, flavor1)

        self.api.post_server_action(server['id'], {'confirmResize': None})
        server = self._wait_for_state_change(server, 'ACTIVE')
        migration = self._wait_for_migration_status(server, 'confirmed')
        self.assertEqual(source_host, migration.source_compute)
        self.assertEqual(dest_host, migration.dest_compute)
        self.assertFlavorMatchesUsage(dest_rp_uuid, flavor2)
        self.assertRequestMatchesUsage(
            {'VCPU': 0, 'MEMORY_MB': 0, 'DISK_GB': 0},
            source_rp_uuid
        )

        self.api.delete_server(server['id'])
        self._wait_until_deleted(server)
        for rp_uuid in (source_rp_uuid, dest_rp_uuid):
            self.assertRequestMatchesUsage(
                {'VCPU': 0, 'MEMORY_MB': 0, 'DISK_GB': 0},
                rp_uuid
            )
