using System.Globalization;
using System.Text;

namespace Baseline.Conformance.Tests.OtherTools;

/// <summary>
/// Texts of ARM templates. One in square brackets is an expression: what can be known before a deployment is worked out, and what only
/// a deployment knows is <see cref="Later"/>.
/// </summary>
internal sealed class TemplateText
{
    /// <summary>Stands for a value that only a deployment knows.</summary>
    public const string Later = "${}";

    private readonly string _text;
    private int _at = 1;

    private TemplateText(string text) => _text = text;

    /// <summary>What a text of a template stands for.</summary>
    public static string Of(string text) =>
        !text.StartsWith('[') || !text.EndsWith(']') ? text
        : text.StartsWith("[[", StringComparison.Ordinal) ? text[1..]
        : new TemplateText(text).Value();

    private string Value()
    {
        if (_text[_at] == '\'')
        {
            return Quoted();
        }

        var start = _at;
        while (char.IsAsciiLetterOrDigit(_text[_at]))
        {
            _at++;
        }

        var name = _text[start.._at];
        if (_text[_at] != '(')
        {
            return name;
        }

        var arguments = Arguments();
        while (_text[_at] == '.' || char.IsAsciiLetterOrDigit(_text[_at]))
        {
            _at++;
        }

        return name switch
        {
            "format" => string.Format(CultureInfo.InvariantCulture, arguments[0], [.. arguments.Skip(1)]),
            "resourceId" => Id(arguments),
            "json" => arguments[0],
            "guid" or "reference" or "parameters" or "deployment" => Later,
            _ => throw new InvalidDataException($"The function {name} is not known: {_text}"),
        };
    }

    private List<string> Arguments()
    {
        var arguments = new List<string>();
        while (_text[_at] != ')')
        {
            _at += _text[_at] == ',' ? 2 : 1;
            if (_text[_at] != ')')
            {
                arguments.Add(Value());
            }
        }

        _at++;
        return arguments;
    }

    private string Quoted()
    {
        var text = new StringBuilder();
        for (_at++; _text[_at] != '\'' || _text[_at + 1] == '\''; _at++)
        {
            _at += _text[_at] == '\'' ? 1 : 0;
            text.Append(_text[_at]);
        }

        _at++;
        return text.ToString();
    }

    private static string Id(List<string> arguments)
    {
        var types = arguments[0].Split('/');
        return $"/providers/{types[0]}/" + string.Join('/', types.Skip(1).Zip(arguments.Skip(1), (type, name) => $"{type}/{name}"));
    }
}
