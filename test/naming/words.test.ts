import { describe, expect, test } from 'vitest'
import { callNoun, isGoodName, singularName, singularOf, pluralOf, snakeCase, splitWords } from '../../server/src/core/naming/words.ts'

describe('splitting', () => {
  test.each([
    ['HTTPServerError', ['http', 'server', 'error']],
    ['_get_provider_uuid', ['get', 'provider', 'uuid']],
    ['host1', ['host1']],
    ['IPv4Address', ['ipv4', 'address']],
    ['OAuth2Client', ['oauth2', 'client']],
    ['userIDs', ['user', 'ids']],
    ['__', []],
    ['größeÄndern', ['größe', 'ändern']],
  ])('%s', (name, words) => expect(splitWords(name)).toEqual(words))

  test('snake case', () => expect(snakeCase('HttpRequest')).toBe('http_request'))
})

describe('singular and plural', () => {
  test.each([
    ['flavor', 'flavors'], ['query', 'queries'], ['child', 'children'], ['address', 'addresses'], ['status', 'statuses'], ['box', 'boxes'], ['match', 'matches'],
    ['response', 'responses'], ['database', 'databases'], ['case', 'cases'], ['key', 'keys'], ['person', 'people'], ['leaf', 'leaves'], ['cache', 'caches'], ['cookie', 'cookies'],
  ])('%s, %s', (one, many) => {
    expect(pluralOf(one)).toBe(many)
    expect(singularOf(many)).toBe(one)
    expect(pluralOf(many)).toBe(many)
  })

  test.each(['status', 'address', 'series', 'news', 'class', 'this', 'https', 'analysis', 'process', 'kwargs'])('%s is no plural', (word) => expect(singularOf(word)).toBeUndefined())

  test.each([
    ['available_flavors', 'available_flavor'], ['servers_by_id', 'server'], ['server_list', 'server'], ['all_users', 'user'], ['flavor', undefined],
  ])('one of %s', (many, one) => expect(singularName(many)).toBe(one))
})

describe('what a callable gives', () => {
  test.each([
    ['_get_provider_uuid_by_host', 'provider_uuid'], ['get_flavors', 'flavors'], ['create_server', 'server'], ['server', 'server'], ['run', undefined], ['get', undefined],
    ['wait_for_state_change', undefined], ['make_new_order', 'order'], ['to_dict', undefined],
  ])('%s', (name, noun) => expect(callNoun(name).noun).toBe(noun))
})

test('names that can be offered', () => {
  expect(['server', 'dest_host', 'http_request', 'flavors'].filter((name) => !isGoodName(name))).toEqual([])
  expect(['x', 'tmp', 'data', 'class', 'list', 'Server', 'test_server', 'flavor1', '_host', 'a_name_that_is_much_too_long_to_be_typed_by_hand', 'get', 'svc'].filter(isGoodName)).toEqual([])
})
