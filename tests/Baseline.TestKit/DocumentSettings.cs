using Baseline.Controls.KeyVault004;
using Baseline.Controls.Monitor006;
using Baseline.Documents;

namespace Baseline.TestKit;

/// <summary>What a document says of the controls that tests ask for by name.</summary>
public static class DocumentSettings
{
    extension(BaselineDocument document)
    {
        /// <summary>What it says of KeyVault-004; null where it does not have the control.</summary>
        public KeyVault004Settings? KeyVault004 => document.Controls.OfType<KeyVault004Settings>().FirstOrDefault();

        /// <summary>What it says of Monitor-006; null where it does not have the control.</summary>
        public Monitor006Settings? Monitor006 => document.Controls.OfType<Monitor006Settings>().FirstOrDefault();

        /// <summary>The document with other settings of a control.</summary>
        public BaselineDocument With(IControlSettings settings) => document with
        {
            Controls =
            [
                .. document.Controls.Where(other => other.Control != settings.Control)
                    .Append(settings)
                    .OrderBy(other => other.Control, StringComparer.Ordinal),
            ],
        };

        /// <summary>The document without a control.</summary>
        public BaselineDocument Without(string control) => document with
        {
            Controls = [.. document.Controls.Where(settings => settings.Control != control)],
        };
    }
}
