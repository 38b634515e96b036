using System.Text.Json;
using Baseline.Json;

namespace Baseline.Arm.Client;

/// <summary>How far one list is followed. Whatever Azure, or something in its place, answers: a list comes to an end.</summary>
internal sealed class ListBounds(ArmOptions options)
{
    /// <summary>The error code of a list that went beyond.</summary>
    public const string Code = "EndlessList";

    private readonly HashSet<string> _links = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly DateTimeOffset _deadline = options.Clock.GetUtcNow() + options.MaxListTime;

    private int _pages;
    private int _idlePages;
    private long _bytes;

    /// <summary>Why the next page must not be asked for, as a sentence; null where it may.</summary>
    /// <param name="link">What leads to the next page.</param>
    /// <param name="page">The page that was read.</param>
    /// <param name="size">Its length in bytes.</param>
    public string? WhyOver(string link, IReadOnlyList<JsonElement> page, int size)
    {
        _pages++;
        _bytes += size;
        var isNew = false;
        foreach (var item in page)
        {
            isNew |= item.TextAt("id") is not { } id || _ids.Add(id);
        }

        _idlePages = isNew ? 0 : _idlePages + 1;
        return !_links.Add(link) ? "The list leads back to a page that was already read."
            : _idlePages >= options.MaxIdlePages ? $"{_idlePages} pages in a row brought nothing new."
            : _pages >= options.MaxPages ? $"The list does not end within {options.MaxPages} pages."
            : _bytes >= options.MaxListBytes ? $"The list is longer than {options.MaxListBytes} bytes."
            : options.Clock.GetUtcNow() >= _deadline ? $"The list did not end within {options.MaxListTime.TotalMinutes} minutes."
            : null;
    }
}
