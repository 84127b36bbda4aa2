import ContactsStage
import PluginKit

await ContactsStage.main()
