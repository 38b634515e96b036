#compdef baseline
# Completes baseline in zsh. In ~/.zshrc, after compinit:
#   source <(baseline completion zsh)
# Or as the file _baseline in a folder of $fpath.
#
# Asks the tool on the PATH what may follow, never one in the folder at hand. Where it knows nothing, zsh offers files.
_baseline() {
  local line
  local -a suggestions
  line="${(j: :)words[1,CURRENT-1]} "
  if [[ $PREFIX == --*=* ]]; then
    # To the tool the value of --option=value is a word of its own after a space.
    line+="${PREFIX%%=*} ${PREFIX#*=}"
    compset -P 1 '*='
  else
    line+=$PREFIX
  fi
  # zsh and the tool count characters differently, and no word of the tool has any but these.
  line=${line//[^[:ascii:]]/_}
  suggestions=(${(f)"$(OTEL_SDK_DISABLED=true command baseline "[suggest:${#line}]" "$line" 2>/dev/null)"})
  if [[ $PREFIX != -* ]]; then
    suggestions=(${(M)suggestions:#[a-zA-Z]*})
  fi
  compadd -a suggestions || _files
}
compdef _baseline baseline
if [[ $funcstack[1] == _baseline ]]; then
  _baseline "$@"
fi
