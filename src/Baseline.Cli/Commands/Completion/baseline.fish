# Completes baseline in fish. In ~/.config/fish/config.fish:
#   baseline completion fish | source
#
# Asks the tool on the PATH what may follow, never one in the folder at hand. Where it knows nothing, fish offers files.
function __baseline_suggestions
    set -l line (commandline --cut-at-cursor --current-process | string join ' ')
    set -l option ''
    # fish and the tool count characters differently, and no word of the tool has any but these.
    set line (string replace --all --regex '[^\x00-\x7f]' _ -- $line)
    # To the tool the value of --option=value is a word of its own after a space.
    if set -l parts (string match --regex '^(.*\s--[a-z-]+)=(\S*)$' -- $line)
        set line "$parts[2] $parts[3]"
        set option (string match --regex '\S+$' -- $parts[2])=
    end
    set -l word (string match --regex '\S*$' -- $line)
    set -l suggestions
    for suggestion in (OTEL_SDK_DISABLED=true command baseline "[suggest:"(string length -- $line)"]" $line 2>/dev/null)
        # The tool also suggests what has the word in its middle, and options where none is begun.
        if test "$(string sub --length (string length -- $word) -- $suggestion)" = "$word"
            if string match --quiet --regex '^[a-zA-Z]' -- $suggestion; or string match --quiet -- '-*' $word
                set --append suggestions $suggestion
            end
        end
    end
    if test (count $suggestions) -eq 0
        set suggestions (__fish_complete_path (string replace -- "$option" '' (commandline --cut-at-cursor --current-token)))
    end
    if test (count $suggestions) -gt 0
        printf '%s\n' $option$suggestions
    end
end
complete --command baseline --no-files --arguments '(__baseline_suggestions)'
