// The command line: arguments to commands, mistakes to exit code 2. The commands themselves are beside it, one file each.

import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { formats } from '../core/index.ts'
import { check, type CheckOptions } from './commands/check.ts'
import { collect, type CollectOptions } from './commands/collect.ts'
import { rename, type RenameOptions } from './commands/rename.ts'
import { review } from './commands/review.ts'
import { rule, rules } from './commands/rules.ts'
import type { Door, ExitCode } from './door.ts'
import { Misuse } from './misuse.ts'

/** `args` without the program's own name. Never rejects. */
export async function main(args: readonly string[], door: Door): Promise<ExitCode> {
  let code: ExitCode = 0
  const program = programFor(door, (answer) => (code = answer))
  try {
    await program.parseAsync(args, { from: 'user' })
    return code
  } catch (error) {
    // Commander has already written what was wrong, or the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (error instanceof Misuse) door.err(`proctor: ${error.message}\n`)
    else door.err(`proctor: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    return 2
  }
}

function programFor(door: Door, end: (code: ExitCode) => void): Command {
  const program = new Command('proctor')
    .description('Reviews Python test files: tests that cannot fail, unclear names, missing docstrings, and more.')
    .version(door.version)
    .exitOverride()
    .configureOutput({ writeOut: door.out, writeErr: door.err })
    .showHelpAfterError('(proctor --help shows the commands)')

  program
    .command('check')
    .summary('find what is wrong')
    .description('Review test files. A folder is searched for test files; a file named outright is always reviewed.')
    .argument('[paths...]', 'files and folders')
    .addOption(oneOf('--format <format>', 'how findings are written', Object.keys(formats)).default('text'))
    .option('--select <ids>', 'run only these: rule ids, sections, twins such as F631, or ALL; separated by commas', listed)
    .option('--ignore <ids>', 'never run these', listed)
    .addOption(oneOf('--preset <preset>', 'which rules run', ['essential', 'recommended', 'strict']))
    .option('--isolated', 'read no configuration file')
    .option('--fix', 'apply the safe fixes')
    .option('--unsafe-fixes', 'with --fix or --diff: apply fixes too that a person should look at')
    .option('--diff', 'show what --fix would change, and change nothing')
    .option('--stdin-filename <file>', 'review standard input as if it were this file')
    .option('--jobs <number>', 'review in so many threads; 1: in none beside; auto: as many as the machine has cores and the files are worth', jobs, 'auto')
    .option('--no-cache', 'review files anew that are as they were in an earlier run')
    .option('--cache-location <folder>', "where answers are kept (default: .proctor_cache beside the project's configuration)")
    .action(async (paths: string[], options: CheckOptions) => end(await check(paths, options, door)))

  program
    .command('review')
    .summary('the structured review of one file')
    .description('Print the structured review of one file.')
    .argument('<file>')
    .addOption(oneOf('--format <format>', 'how it is written', ['markdown', 'json']).default('markdown'))
    .option('--isolated', 'read no configuration file')
    .action(async (file: string, options: { readonly format: 'markdown' | 'json'; readonly isolated?: true }) => end(await review(file, options, door)))

  program
    .command('rename')
    .summary('the edits of a rename, or why it is not safe')
    .description('Print the edits that rename what stands at LINE:COLUMN (both from 1), or why that is not safe. Changes nothing without --write.')
    .argument('<file>')
    .argument('<line:column>')
    .argument('<new-name>')
    .addOption(oneOf('--format <format>', 'how it is written', ['text', 'json']).default('text'))
    .option('--write', 'apply the edits')
    .action(async (file: string, place: string, newName: string, options: RenameOptions) => end(await rename(file, place, newName, options, door)))

  program
    .command('collect')
    .summary('the tests that pytest or unittest would collect')
    .description("Print the ids of the tests that pytest would collect; with --pattern, those that unittest would.")
    .argument('[paths...]', "files and folders; without any those that the project's configuration names, else this folder")
    .option('-p, --pattern <glob>', "unittest's view, as `python -m unittest discover -p`: modules of packages whose file name fits")
    .addOption(oneOf('--format <format>', 'how it is written', ['text', 'json']).default('text'))
    .option('--fixtures', 'with the fixtures of each test, and where they are defined')
    .option('--isolated', 'read no configuration file and no other module')
    .action(async (paths: string[], options: CollectOptions) => end(await collect(paths, options, door)))

  program
    .command('rules')
    .summary('all rules')
    .description('List all rules.')
    .addOption(oneOf('--format <format>', 'how it is written', ['text', 'json']).default('text'))
    .action((options: { readonly format: 'text' | 'json' }) => end(rules(options, door)))

  program
    .command('rule')
    .summary('one rule')
    .description('Explain one rule.')
    .argument('<id>', 'its id, or a twin such as F631')
    .addOption(oneOf('--format <format>', 'how it is written', ['text', 'json']).default('text'))
    .action((id: string, options: { readonly format: 'text' | 'json' }) => end(rule(id, options, door)))

  program
    .command('server')
    .summary('the language server')
    .description('Start the language server.')
    .requiredOption('--stdio', 'talk over standard input and output')
    .action(async () => door.serve())

  return program
}

function oneOf(flags: string, description: string, choices: readonly string[]): Option {
  return new Option(flags, description).choices(choices)
}

function jobs(value: string): number | 'auto' {
  if (value === 'auto') return value
  const number = Number(value)
  if (!/^\d+$/.test(value) || number < 1 || number > 512) throw new InvalidArgumentError("It is a number from 1 to 512, or 'auto'.")
  return number
}

function listed(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value]
}
