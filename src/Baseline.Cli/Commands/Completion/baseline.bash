# Completes baseline in bash. In ~/.bashrc:
#   source <(baseline completion bash)
#
# Asks the tool on the PATH what may follow, never one in the folder at hand. Where it knows nothing, bash offers files.
_baseline() {
  local line=${COMP_LINE:0:COMP_POINT} word before suggestion
  COMPREPLY=()
  # bash and the tool count characters differently, and no word of the tool has any but these.
  line=${line//[^[:ascii:]]/_}
  # To bash the value of --option=value is a word of its own; so it is to the tool after a space.
  if [[ $line =~ ^(.*[[:space:]]--[a-z-]+)=([^[:space:]]*)$ ]]; then
    line="${BASH_REMATCH[1]} ${BASH_REMATCH[2]}"
  fi
  word=${line##*[[:space:]]}
  # Of kind=value bash completes the value alone.
  before=${word%"${word##*=}"}
  # The tool also suggests what has the word in its middle, and options where none is begun.
  while IFS= read -r suggestion; do
    if [[ $suggestion == "$word"* && ($suggestion == [a-zA-Z]* || $word == -*) ]]; then
      COMPREPLY+=("${suggestion#"$before"}")
    fi
  done < <(OTEL_SDK_DISABLED=true command baseline "[suggest:${#line}]" "$line" 2>/dev/null)
  if [[ ${COMPREPLY[*]} == *= ]]; then
    compopt -o nospace 2>/dev/null
  fi
}
complete -o default -F _baseline baseline
