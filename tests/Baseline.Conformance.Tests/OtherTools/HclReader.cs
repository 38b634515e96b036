using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Baseline.Azure;

namespace Baseline.Conformance.Tests.OtherTools;

/// <summary>A block of a Terraform file: its words, such as <c>resource azapi_resource c1</c>, and what stands in it.</summary>
/// <param name="Words">What it is called.</param>
/// <param name="Attributes">Its attributes.</param>
/// <param name="Blocks">The blocks in it.</param>
internal sealed record HclBlock(string Words, JsonObject Attributes, IReadOnlyList<HclBlock> Blocks);

/// <summary>
/// Reads the part of HCL that the format writes, by HashiCorp's description of the syntax. What refers to another resource reads as what
/// it will be: the answers of <see cref="ResolvedChange"/>.
/// </summary>
internal sealed class HclReader
{
    private readonly string _text;
    private int _at;

    private HclReader(string text) => _text = text;

    /// <summary>The blocks of a file.</summary>
    public static IReadOnlyList<HclBlock> Read(string text)
    {
        var reader = new HclReader(text);
        var (attributes, blocks) = reader.Body(isFile: true);
        return attributes.Count == 0 ? blocks : throw new InvalidDataException("A file has only blocks.");
    }

    private (JsonObject Attributes, List<HclBlock> Blocks) Body(bool isFile)
    {
        var attributes = new JsonObject();
        var blocks = new List<HclBlock>();
        for (Skip(); isFile ? _at < _text.Length : _text[_at] != '}'; Skip())
        {
            var words = new List<string> { Word() };
            for (Skip(); _text[_at] is not ('=' or '{'); Skip())
            {
                words.Add(_text[_at] == '"' ? Quoted() : Word());
            }

            if (_text[_at++] == '=')
            {
                attributes.Add(words.Single(), Value());
            }
            else
            {
                var (inner, nested) = Body(isFile: false);
                blocks.Add(new HclBlock(string.Join(' ', words), inner, nested));
            }
        }

        _at += isFile ? 0 : 1;
        return (attributes, blocks);
    }

    private JsonNode? Value()
    {
        Skip();
        switch (_text[_at])
        {
            case '"':
                return JsonValue.Create(Quoted());
            case '[':
                return List();
            case '{':
                return Object();
            case '-' or (>= '0' and <= '9'):
                var start = _at++;
                while (char.IsAsciiDigit(_text[_at]) || _text[_at] is '.' or 'e' or 'E' or '+' or '-')
                {
                    _at++;
                }

                return JsonNode.Parse(_text[start.._at]);
            default:
                var word = Word();
                return word is "true" or "false" or "null" ? JsonNode.Parse(word) : JsonValue.Create(Expression(word));
        }
    }

    private JsonArray List()
    {
        var list = new JsonArray();
        _at++;
        for (Skip(); _text[_at] != ']'; Skip())
        {
            list.Add(Value());
            Skip();
            _at += _text[_at] == ',' ? 1 : 0;
        }

        _at++;
        return list;
    }

    private JsonObject Object()
    {
        var members = new JsonObject();
        _at++;
        for (Skip(); _text[_at] != '}'; Skip())
        {
            var name = _text[_at] == '"' ? Quoted() : Word();
            Skip();
            Expect('=');
            members.Add(name, Value());
        }

        _at++;
        return members;
    }

    private string Expression(string word)
    {
        if (word == "uuidv5")
        {
            Expect('(');
            var space = Value()?.ToString();
            Skip();
            Expect(',');
            Skip();
            var lower = Word();
            Expect('(');
            _ = Value();
            Expect(')');
            Expect(')');
            return (space, lower) == (NameBasedGuid.Namespace, "lower") ? ResolvedChange.AnyGuid : throw new InvalidDataException("Another name.");
        }

        return word.Split(".output.") is [_, var path] ? ResolvedChange.Answer(path) : word;
    }

    private string Quoted()
    {
        var text = new StringBuilder();
        for (_at++; _text[_at] != '"';)
        {
            if (_text[_at] == '\n')
            {
                throw new InvalidDataException("A text ends on its line.");
            }

            if (_text[_at] == '\\')
            {
                text.Append(Escape());
            }
            else if (_text[_at..].StartsWith("$${", StringComparison.Ordinal) || _text[_at..].StartsWith("%%{", StringComparison.Ordinal))
            {
                text.Append(_text[_at]).Append('{');
                _at += 3;
            }
            else if (_text[_at..].StartsWith("${", StringComparison.Ordinal))
            {
                _at += 2;
                text.Append(Expression(Word()));
                Expect('}');
            }
            else if (_text[_at..].StartsWith("%{", StringComparison.Ordinal))
            {
                throw new InvalidDataException("A directive.");
            }
            else
            {
                text.Append(_text[_at++]);
            }
        }

        _at++;
        return text.ToString();
    }

    private string Escape()
    {
        var kind = _text[_at + 1];
        var digits = kind switch { 'u' => 4, 'U' => 8, _ => 0 };
        var code = digits == 0 ? "" : _text.Substring(_at + 2, digits);
        _at += 2 + digits;
        return kind switch
        {
            'n' => "\n",
            'r' => "\r",
            't' => "\t",
            '"' or '\\' => kind.ToString(),
            'u' or 'U' => char.ConvertFromUtf32(int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture)),
            _ => throw new InvalidDataException($"\\{kind} is no escape."),
        };
    }

    private string Word()
    {
        Skip();
        var start = _at;
        while (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '_' or '-' or '.')
        {
            _at++;
        }

        return _at > start ? _text[start.._at] : throw new InvalidDataException($"No word: {_text[_at..Math.Min(_at + 40, _text.Length)]}");
    }

    private void Expect(char character)
    {
        if (_text[_at++] != character)
        {
            throw new InvalidDataException($"No {character}: {_text[(_at - 1)..Math.Min(_at + 40, _text.Length)]}");
        }
    }

    private void Skip()
    {
        while (_at < _text.Length && (char.IsWhiteSpace(_text[_at]) || _text[_at] == '#'))
        {
            _at = _text[_at] == '#' ? _text.IndexOf('\n', _at) : _at;
            _at++;
        }
    }
}
