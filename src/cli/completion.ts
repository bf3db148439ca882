import type { Command } from 'commander';

/** The shells that a completion script can be made for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** What can stand after one command. */
interface Words {
  name: string;
  about: string;
  options: { flags: string[]; about: string; choices: readonly string[]; takesValue: boolean }[];
  choices: readonly string[];
}

/** The words of every command, read from the commands themselves, so that nothing is missing. */
function wordsOf(program: Command): Words[] {
  return program.commands.map((command) => ({
    name: command.name(),
    about: command.summary() || command.description(),
    options: [
      ...command.options,
      { long: '--help', short: '-h', description: 'show help', argChoices: [], required: false },
    ].map((option) => ({
      flags: [option.long, option.short].filter((flag): flag is string => typeof flag === 'string'),
      about: option.description,
      choices: option.argChoices ?? [],
      takesValue: option.required,
    })),
    choices: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
  }));
}

/**
 * A completion script for a shell, made from the command tree.
 * @param program the commands
 * @param shell which shell
 * @example completionFor(program, 'bash')
 */
export function completionFor(program: Command, shell: Shell): string {
  const commands = wordsOf(program);
  return shell === 'bash' ? bash(commands) : shell === 'zsh' ? zsh(commands) : fish(commands);
}

function bash(commands: readonly Words[]): string {
  const cases = commands.map(({ name, options, choices }) => {
    const flags = options.flatMap((option) => option.flags).join(' ');
    const values = options
      .filter((option) => option.choices.length > 0)
      .map(
        (option) =>
          `        ${option.flags.join('|')}) COMPREPLY=($(compgen -W '${option.choices.join(' ')}' -- "$cur")); return ;;`,
      );
    return `    ${name})
      case "$prev" in
${values.join('\n')}
        *) ;;
      esac
      if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W '${flags}' -- "$cur"))
      else COMPREPLY=(${choices.length > 0 ? `$(compgen -W '${choices.join(' ')}' -- "$cur")` : '$(compgen -f -- "$cur")'}); fi ;;`;
  });
  return `# onrecord completion for bash: eval "$(onrecord completion bash)"
_onrecord() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
    *) COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')} --help --version' -- "$cur")) ;;
  esac
}
complete -o filenames -F _onrecord onrecord
`;
}

const single = (text: string) => text.replaceAll("'", "'\\''");

function zsh(commands: readonly Words[]): string {
  const bare = (text: string) => single(text).replace(/[[\]:]/g, (mark) => `\\${mark}`);
  const cases = commands.map(({ name, options, choices }) => {
    const specs = options.flatMap(({ flags, about, choices: values, takesValue }) =>
      flags.map((flag) => {
        const value = values.length > 0 ? `:value:(${values.join(' ')})` : takesValue ? ':value:_files' : '';
        return `'${flag}[${bare(about)}]${value}'`;
      }),
    );
    const rest = choices.length > 0 ? `'*:shell:(${choices.join(' ')})'` : "'*:page:_files'";
    return `    ${name}) _arguments ${specs.join(' ')} ${rest} ;;`;
  });
  return `#compdef onrecord
# onrecord completion for zsh: eval "$(onrecord completion zsh)"
_onrecord() {
  if (( CURRENT == 2 )); then
    local -a commands=(${commands.map(({ name, about }) => `'${name}:${bare(about)}'`).join(' ')})
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words; (( CURRENT-- ))
  case $command in
${cases.join('\n')}
  esac
}
compdef _onrecord onrecord
`;
}

function fish(commands: readonly Words[]): string {
  const lines = ['# onrecord completion for fish: onrecord completion fish | source'];
  for (const { name, about, options, choices } of commands) {
    lines.push(`complete -c onrecord -n __fish_use_subcommand -f -a ${name} -d '${single(about)}'`);
    const here = `complete -c onrecord -n '__fish_seen_subcommand_from ${name}'`;
    if (choices.length > 0) lines.push(`${here} -f -a '${choices.join(' ')}'`);
    for (const { flags, about: what, choices: values, takesValue } of options) {
      const names = flags
        .map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`))
        .join(' ');
      const value = values.length > 0 ? ` -x -a '${values.join(' ')}'` : takesValue ? ' -r' : '';
      lines.push(`${here} ${names}${value} -d '${single(what)}'`);
    }
  }
  return `${lines.join('\n')}\n`;
}
